// Which modules share a file of dist/. A file takes half a millisecond to find, read and compile: so what is always
// loaded together is one file. Rolldown gives each module that is loaded when it is asked for a file of its own, and
// another to what several of them share; the groups here join what would be too many of those.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './project.mjs';

const pathOf = (id) => relative(root, id).replaceAll('\\', '/');

/** A group: all modules below these paths, and what they import. */
function group(name, ...paths) {
  const lost = paths.find((path) => !existsSync(join(root, path)));
  if (lost) throw new Error(`build/chunks.mjs names ${lost}, which is not there`);
  return { name, test: (id) => paths.some((path) => pathOf(id).startsWith(path)) };
}

/** The first group that takes a module has it. */
export const groups = [
  group('chalk', 'node_modules/chalk/'),
  // what every run needs; text/ is small, and wanted by groups that must not load each other
  group(
    'core',
    'src/cli.ts',
    'src/main.ts',
    'src/system/assets.ts',
    'src/text/',
    'src/declared/',
    'src/program/argv/',
  ),
  group('help', 'src/program/help.ts'),
  // what parses options
  group('parser', 'src/program/', 'node_modules/commander/'),
  // what most commands that look at the bundle need. Single files, because the rest of their rooms is needed by one
  // command alone, or loads modules of Node that are slow to load
  group(
    'vendor',
    'src/vendor/open.ts',
    'src/vendor/open-keys.ts',
    'src/output/words/vendor-key-failures.ts',
    'src/vendor/look-at-keys.ts',
    'src/output/layout/',
    'src/output/words/encrypt/encrypt-words.ts',
    'src/output/words/key-words.ts',
    'src/output/words/key-standing.ts',
    'src/output/words/successor-words.ts',
    'src/page/find/find.ts',
    'src/page/find/fold.ts',
    'src/page/links/links.ts',
    'src/output/page/choose-format.ts',
    'src/page/contents.ts',
    'src/pgp/policy/choose-recipients.ts',
    'src/pgp/policy/verification-key.ts',
  ),
  // what files and messages are looked at with, before OpenPGP.js is needed
  group(
    'files',
    'src/files/',
    'src/system/',
    'src/output/interruption.ts',
    'src/output/lost-output.ts',
    'src/output/terminal/progress.ts',
    'src/output/words/interrupted-words.ts',
    'src/pgp/format/crc24.ts',
    'src/pgp/format/key-packet-frames.ts',
    'src/pgp/format/signature-fields.ts',
    'src/pgp/format/subpackets.ts',
    'src/pgp/policy/hashes.ts',
    'src/pgp/policy/key-kinds.ts',
    'src/pgp/policy/notations.ts',
    'src/pgp/policy/signature-dates.ts',
  ),
  // modules of ours with it: all that encrypting takes of the next file, and what loads node:crypto
  group(
    'openpgp',
    'node_modules/openpgp/',
    'src/pgp/format/message-start.ts',
    'src/platform/',
    'src/pgp/policy/openpgp-config.ts',
    'src/pgp/certificate/read/key-packet.ts',
  ),
  group('certificate', 'src/pgp/certificate/', 'src/pgp/policy/'),
  group('report', 'src/report/', 'src/output/words/encrypt/report-recipient.ts'),
  group('encrypt', 'src/commands/encrypt/index.ts'),
  // what a mail and an editor need besides
  group('mail', 'src/commands/encrypt/mail/', 'src/pgp/encrypt/encrypt-mail.ts', 'src/mail/compose/'),
  group('edit', 'src/commands/encrypt/edit/'),
  group('entities', 'node_modules/entities/'),
  // the library needs it too, and it is loaded together or not at all
  group(
    'commands-verify',
    'src/commands/verify/',
    'src/pgp/verify/index.ts',
    'src/output/words/verify/',
    'src/output/words/signature.ts',
  ),
  // what is not needed where a message is encrypted, stands as it was written and is no mail
  group('verify-signed', 'src/pgp/verify/judge/'),
  group('verify-passing', 'src/pgp/verify/look/passing/'),
  group('verify-undone', 'src/pgp/verify/armor/undo/'),
  group('verify-mail', 'src/pgp/verify/look/look-at-mail.ts', 'src/mail/'),
].map((entry, index, { length }) => ({ ...entry, priority: length - index }));

/** A file that is loaded when it is asked for is named after the path of its module: `commands-key-show.cjs`. */
export function chunkFileName({ name, facadeModuleId }) {
  const [, path] = /^src\/(.+?)(?:\/index)?\.ts$/.exec(pathOf(facadeModuleId ?? '')) ?? [];
  return `chunks/${path?.replaceAll('/', '-') ?? name}.cjs`;
}
