export function lazyAesTables(code: string): string;
