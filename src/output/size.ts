import { Failure } from '../errors.js';

const UNITS: Record<string, number> = { '': 1, b: 1, k: 1 << 10, m: 1 << 20, g: 1 << 30 };
const DECIMAL: Record<string, number> = { kb: 1e3, mb: 1e6, gb: 1e9 };

/** More than this cannot be held in memory. */
const MOST = 2 ** 30;

/**
 * Reads a size: `1000000`, `64M`, `64MiB` (binary units), `64MB` (decimal units).
 *
 * @throws Failure USAGE naming the option
 */
export function parseSize(text: string, option: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,12})\s*([kmg]?i?b?)$/i.exec(text.trim()) ?? [];
  const key = unit.toLowerCase();
  const factor = DECIMAL[key] ?? UNITS[key.replace(/i?b$/, '')];
  const size = Number(digits) * (factor ?? 0);
  if (digits === '' || factor === undefined || size < 1 || size > MOST) {
    throw new Failure('USAGE', `${option} is no size up to 1 GiB: ${text}`, [`write it as ${option} 100M`]);
  }
  return size;
}
