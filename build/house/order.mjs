// The rules of the house as data: which rooms src/ has, who may import whom, and how full a folder may be. A new room
// or a new file of src/ itself gets its place here.

/** A room, or a file of src/ itself, imports only what stands below it; those of one line do not know each other. */
export const ORDER = [
  ['cli.ts', 'compile.ts', 'index.ts'],
  ['library', 'main.ts', 'manual'],
  ['program'],
  ['commands'],
  ['vendor'],
  ['web'],
  ['output'],
  ['files'],
  ['io.ts'],
  ['bundle', 'page', 'pgp', 'report'],
  ['mail'],
  ['streams'],
  ['platform'],
  ['declared', 'system', 'text'],
  ['errors.ts', 'version.ts'],
];

/** These hand out plain data: neither they nor what they import may name a terminal or the process. */
export const PLAIN = {
  rooms: ['bundle', 'mail', 'page', 'pgp', 'report'],
  mayNotReach: ['chalk', 'commander', 'node:process', 'process'],
};

/** The most files in src/ itself, and in each folder of it. */
export const MOST_FILES = { inSource: 10, inFolder: 15 };

/** Known faults that are still to be mended. One that is no longer there must go from this list. */
export const OPEN = [];
