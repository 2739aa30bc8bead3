const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'];

/** `1 byte`, `999 bytes`, `1.5 KiB`, `200 MiB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte${bytes === 1 ? '' : 's'}`;
  let value = bytes;
  let unit = -1;
  while (value >= 1023.95 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

const BINARY: Record<string, number> = { '': 1, b: 1, k: 1 << 10, m: 1 << 20, g: 1 << 30 };
const DECIMAL: Record<string, number> = { kb: 1e3, mb: 1e6, gb: 1e9 };

/** More than this cannot be held in memory. */
const MOST = 2 ** 30;

/**
 * Reads a size: `1000000`, `64M`, `64MiB` (binary units), `64MB` (decimal units).
 *
 * @returns bytes; `undefined` for what is no size, for nothing and for more than 1 GiB
 */
export function parseSize(text: string): number | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,12})\s*([kmg]?i?b?)$/i.exec(text.trim()) ?? [];
  const key = unit.toLowerCase();
  const factor = DECIMAL[key] ?? BINARY[key.replace(/i?b$/, '')] ?? 0;
  const size = Number(digits) * factor;
  return size < 1 || size > MOST ? undefined : size;
}
