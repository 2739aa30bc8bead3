export function importsIn(path: string, text: string): Set<string>;
