// Which modules share a file of dist/. A file takes half a millisecond to find, read and compile, and what is in it is
// compiled whether it is used or not: so what is always loaded together is one file, and the rest is not in it.

/** Says of a module whether its path holds one of these parts. */
const holding =
  (...parts) =>
  (id) =>
    parts.some((part) => id.replaceAll('\\', '/').includes(part));

const page = holding(
  ...['page/find.ts', 'page/fold.ts', 'page/links.ts'],
  ...['fill'].map((name) => `src/output/${name}.ts`),
);
const key = holding(
  'src/pgp/policy.ts',
  'src/pgp/packet-start.ts',
  ...['fields', 'key-words', 'dates'].map((name) => `src/output/${name}.ts`),
);

const parser = holding(
  'node_modules/commander/',
  ...['command', 'help', 'index', 'usage', 'words'].map((name) => `src/program/${name}.ts`),
);

export const groups = [
  // what reads options and prints help
  { name: 'parser', test: parser, priority: 1 },
  { name: 'openpgp', test: holding('node_modules/openpgp/'), priority: 3 },
  {
    // what every run needs
    name: 'core',
    test: holding(
      ...[
        'compiled-help',
        'completion',
        'contact',
        'declarations',
        'direct',
        'encrypt',
        'key',
        'page-options',
        'search',
        'show',
        'toc',
        'verify',
      ].map((name) => `src/program/${name}.ts`),
      ...[
        'cli',
        'signals',
        'file-identity',
        'input-descriptor',
        'main',
        'context',
        'errors',
        'lazy-pattern',
        'sanitize',
        'nearest',
        'command-line',
        'version',
      ].map((name) => `src/${name}.ts`),
      ...[
        'messages',
        'message-lines',
        'wrap',
        'terminal',
        'stdout',
        'descriptor',
        'paint',
        'temporaries',
        'page-format',
      ].map((name) => `src/output/${name}.ts`),
    ),
    priority: 2,
  },
  {
    // what every command that looks at the bundle needs; the words for page and key are too small for files of their own
    name: 'vendor',
    test: (id) =>
      holding(
        'bundle/read.ts',
        'bundle/hints.ts',
        'bundle/instant.ts',
        'src/vendor.ts',
        'src/cells.ts',
      )(id) ||
      page(id) ||
      key(id),
    priority: 1,
  },
  {
    name: 'files',
    test: holding(
      ...[
        'chunks',
        'input',
        'mangled',
        'memory',
        'standard-input',
        'output/destination',
        'output/files',
        'output/sizes',
        'pgp/crc24',
      ].map((name) => `src/${name}.ts`),
    ),
    priority: 1,
  },
  { name: 'page-formats', test: holding('output/page-formats.ts', 'src/html.ts'), priority: 1 },
  { name: 'chalk', test: holding('node_modules/chalk/', 'stubs/supports-color'), priority: 1 },
  {
    name: 'load',
    test: holding('src/bundle/load.ts', 'bundle/manifest.ts', 'bundle/duplicates.ts'),
    priority: 1,
  },
  {
    name: 'encrypt-command',
    test: holding(
      'src/commands/encrypt/',
      ...['encrypt-words', 'progress'].map((name) => `src/output/${name}.ts`),
    ),
  },
];
