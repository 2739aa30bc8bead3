export function lazyFflate(code: string): string;
