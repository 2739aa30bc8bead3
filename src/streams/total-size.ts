/** The sum of sizes in bytes; `undefined` where one of them is not known. */
export function totalSize(sizes: readonly (number | undefined)[]): number | undefined {
  return sizes.reduce(
    (total, size) => (total === undefined || size === undefined ? undefined : total + size),
    0,
  );
}
