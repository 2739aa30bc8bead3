export const MAIN: string;
export function isPart(id: string): boolean;
export function openpgpInParts(code: string): Map<string, string>;
