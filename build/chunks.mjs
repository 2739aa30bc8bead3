// Which modules share a file of dist/. A file takes half a millisecond to find, read and compile: so what is always
// loaded together is one file. Rolldown gives each module that is loaded when it is asked for a file of its own, and
// another to what several of them share; the groups here join what would be too many of those.
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pathOf = (id) => relative(root, id).replaceAll('\\', '/');

/** A group: all modules below these paths, and what they import. */
function group(name, ...paths) {
  const lost = paths.find((path) => !existsSync(join(root, path)));
  if (lost) throw new Error(`build/chunks.mjs names ${lost}, which is not there`);
  return { name, test: (id) => paths.some((path) => pathOf(id).startsWith(path)) };
}

/** The first group that takes a module has it. */
export const groups = [
  group('openpgp', 'node_modules/openpgp/'),
  group('chalk', 'node_modules/chalk/'),
  // what every run needs; text/ is small, and wanted by groups that must not load each other
  group('core', 'src/cli.ts', 'src/main.ts', 'src/text/', 'src/declared/', 'src/program/argv/'),
  group('help', 'src/program/help.ts'),
  // what parses options
  group('parser', 'src/program/', 'node_modules/commander/'),
  // what most commands that look at the bundle need. Single files, because the rest of their rooms is needed by one
  // command alone, or loads modules of Node that are slow to load
  group(
    'vendor',
    'src/vendor/open.ts',
    'src/vendor/look-at-key.ts',
    'src/output/layout/',
    'src/output/words/encrypt-words.ts',
    'src/output/words/key-words.ts',
    'src/page/find/find.ts',
    'src/page/find/fold.ts',
    'src/page/links/links.ts',
    'src/output/page/choose-format.ts',
    'src/page/contents.ts',
  ),
  group('certificate', 'src/pgp/certificate/', 'src/pgp/format/', 'src/pgp/policy/'),
  group(
    'files',
    'src/files/',
    'src/system/',
    'src/output/interruption.ts',
    'src/output/words/interrupted-words.ts',
  ),
  group('encrypt', 'src/commands/encrypt/'),
  // the library needs it too, and it is loaded together or not at all
  group(
    'commands-verify',
    'src/commands/verify/',
    'src/pgp/verify/',
    'src/mail/',
    'src/output/words/verify/',
    'src/output/words/signature.ts',
  ),
].map((entry, index, { length }) => ({ ...entry, priority: length - index }));

/** A file that is loaded when it is asked for is named after the path of its module: `commands-key-show.cjs`. */
export function chunkFileName({ name, facadeModuleId }) {
  const [, path] = /^src\/(.+?)(?:\/index)?\.ts$/.exec(pathOf(facadeModuleId ?? '')) ?? [];
  return `chunks/${path?.replaceAll('/', '-') ?? name}.cjs`;
}
