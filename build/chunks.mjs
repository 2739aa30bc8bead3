// Which modules share a file of dist/. A file takes half a millisecond to find, read and compile, and what is in it is
// compiled whether it is used or not: so what is always loaded together is one file, and the rest is not in it.

/** Says of a module whether its path holds one of these parts. */
const holding =
  (...parts) =>
  (id) =>
    parts.some((part) => id.replaceAll('\\', '/').includes(part));

const page = holding(
  'src/page/find/find.ts',
  'src/page/find/fold.ts',
  'src/page/links/links.ts',
  'src/output/layout/fill.ts',
);
const key = holding(
  'src/pgp/certificate/policy.ts',
  'src/pgp/format/packet-start.ts',
  'src/output/layout/fields.ts',
  'src/output/words/key-words.ts',
  'src/text/dates.ts',
);

const parser = holding(
  'node_modules/commander/',
  'src/program/declare.ts',
  'src/program/help.ts',
  'src/program/run.ts',
  'src/program/usage-errors.ts',
  'src/program/follow-words.ts',
);

export const groups = [
  // what reads options and prints help
  { name: 'parser', test: parser, priority: 1 },
  { name: 'openpgp', test: holding('node_modules/openpgp/'), priority: 3 },
  {
    // what every run needs
    name: 'core',
    test: holding(
      'src/program/compiled-help.ts',
      'src/program/declared/completion.ts',
      'src/program/declared/contact.ts',
      'src/program/declared/index.ts',
      'src/program/direct.ts',
      'src/program/declared/encrypt.ts',
      'src/program/declared/key.ts',
      'src/program/declared/page-options.ts',
      'src/program/declared/search.ts',
      'src/program/declared/show.ts',
      'src/program/declared/toc.ts',
      'src/program/declared/verify.ts',
      'src/cli.ts',
      'src/system/signals.ts',
      'src/system/file-identity.ts',
      'src/files/read/stdin-descriptor.ts',
      'src/main.ts',
      'src/output/context.ts',
      'src/errors.ts',
      'src/text/lazy-pattern.ts',
      'src/text/sanitize.ts',
      'src/text/edit-distance.ts',
      'src/output/hints.ts',
      'src/text/shell.ts',
      'src/text/system-words.ts',
      'src/version.ts',
      'src/output/terminal/stderr-messages.ts',
      'src/output/terminal/message-lines.ts',
      'src/text/wrap.ts',
      'src/output/terminal/terminal.ts',
      'src/files/write/stdout.ts',
      'src/files/write/stdout-descriptor.ts',
      'src/output/layout/paint.ts',
      'src/files/write/temporaries.ts',
      'src/output/page/choose-format.ts',
    ),
    priority: 2,
  },
  {
    // what every command that looks at the bundle needs; the words for page and key are too small for files of their own
    name: 'vendor',
    test: (id) =>
      holding(
        'src/bundle/read.ts',
        'src/output/words/bundle-hints.ts',
        'src/output/words/page-words.ts',
        'src/text/instants.ts',
        'src/vendor/look-at-key.ts',
        'src/vendor/open.ts',
        'src/text/cells.ts',
      )(id) ||
      page(id) ||
      key(id),
    priority: 1,
  },
  {
    name: 'files',
    test: holding(
      'src/files/read/chunks.ts',
      'src/files/read/input.ts',
      'src/system/mangled-path.ts',
      'src/system/memory.ts',
      'src/files/read/standard-input.ts',
      'src/files/write/destination.ts',
      'src/files/write/atomic-file.ts',
      'src/text/sizes.ts',
      'src/pgp/format/crc24.ts',
    ),
    priority: 1,
  },
  {
    name: 'page-formats',
    test: holding('src/output/page/html-markdown-json.ts', 'src/text/escape-html.ts'),
    priority: 1,
  },
  { name: 'chalk', test: holding('node_modules/chalk/', 'stubs/supports-color'), priority: 1 },
  {
    name: 'load',
    test: holding('src/bundle/check.ts', 'src/bundle/manifest.ts', 'src/bundle/duplicates.ts'),
    priority: 1,
  },
  {
    name: 'encrypt-command',
    test: holding(
      'src/commands/encrypt/',
      'src/output/words/encrypt-words.ts',
      'src/output/terminal/progress.ts',
    ),
  },
];
