export function faultsOf(files: ReadonlyMap<string, ReadonlySet<string>>): string[];
