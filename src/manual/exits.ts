import type { CommandDeclaration } from '../declared/declaration.js';
import type { CommandPath } from '../declared/index.js';
import { EXIT } from '../errors.js';

type ExitName = keyof typeof EXIT;

/** What can happen to every command: --bundle names files that may be missing, damaged or not the pinned ones. */
const COMMON: readonly ExitName[] = [
  'OK',
  'USAGE',
  'BAD_DATA',
  'MISSING_INPUT',
  'INTERNAL',
  'IO_ERROR',
  'PRIMARY_KEY_BAD',
];

const OWN: { readonly [P in CommandPath]?: readonly ExitName[] } = {
  show: ['NOTHING_DONE'],
  search: ['NOTHING_DONE'],
  key: ['CERT_CANNOT_ENCRYPT'],
  'key export': ['CERT_CANNOT_ENCRYPT'],
  'key fingerprint': ['CERT_CANNOT_ENCRYPT'],
  'key check': ['CERT_CANNOT_ENCRYPT'],
  'key update': ['CERT_CANNOT_ENCRYPT'],
  'key reset': ['CERT_CANNOT_ENCRYPT'],
  encrypt: ['NOTHING_DONE', 'CERT_CANNOT_ENCRYPT', 'KEY_IS_PROTECTED', 'KEY_CANNOT_SIGN'],
  verify: ['NOTHING_DONE', 'NO_SIGNATURE', 'NOT_ADDRESSED', 'NOT_PROTECTED', 'CERT_CANNOT_ENCRYPT'],
  'bundle check': ['CERT_CANNOT_ENCRYPT'],
};

/** The statuses that a command can end with, in the order of their numbers; of the program itself, all. */
export function exitsOf({ path, options }: CommandDeclaration): ExitName[] {
  const writes = options.some(({ long }) => long === '--force') || path === 'bundle init';
  const possible = new Set<ExitName>([
    ...COMMON,
    ...(OWN[path as CommandPath] ?? []),
    ...(writes ? (['OUTPUT_EXISTS'] as const) : []),
  ]);
  return (Object.keys(EXIT) as ExitName[]).filter((name) => path === '' || possible.has(name));
}
