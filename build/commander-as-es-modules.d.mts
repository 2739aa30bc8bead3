export function commanderAsEsModules(code: string): string;
