import { BUNDLE } from '../declared/bundle.js';
import type { CommandPath } from '../declared/index.js';
import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import type { Context } from '../output/context.js';

/** One verb: positional arguments and options in, exit status out. */
type Run<P extends CommandPath> = (
  context: Context,
  args: ArgumentsOf<P>,
  options: OptionsOf<P>,
) => Promise<number>;

/** What runs each command that is declared. Its module is loaded when it runs, not before. */
type Runners = { readonly [P in CommandPath]: () => Promise<Run<P>> };

export const RUNNERS: Runners = {
  show: async () => (await import('../commands/show.js')).show,
  toc: async () => (await import('../commands/toc.js')).toc,
  search: async () => (await import('../commands/search.js')).search,
  key: async () => (await import('../commands/key/show-key.js')).showKey,
  'key export': async () => (await import('../commands/key/export-key.js')).exportKey,
  'key fingerprint': async () => (await import('../commands/key/show-key.js')).showFingerprint,
  'key check': async () => (await import('../commands/key/check-key.js')).checkKey,
  'key update': async () => (await updating()).updateKey,
  'key reset': async () => (await updating()).resetKey,
  report: async () => (await import('../commands/report.js')).report,
  encrypt: async () => (await import('../commands/encrypt/index.js')).encryptFiles,
  verify: async () => (await import('../commands/verify/index.js')).verifyFiles,
  contact: async () => (await import('../commands/contact/index.js')).contact,
  web: async () => (await import('../commands/web.js')).web,
  bundle: async () => {
    const { printHelp } = await import('./help.js');
    return ({ io }, _args, { color }) => printHelp(BUNDLE, io, color);
  },
  'bundle init': async () => (await import('../commands/bundle/init-bundle.js')).initBundle,
  'bundle check': async () => (await import('../commands/bundle/check-bundle.js')).checkBundle,
  completion: async () => (await import('../commands/completion/index.js')).completion,
};

const updating = () => import('../commands/key/update-key.js');
