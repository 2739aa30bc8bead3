import type { Shell } from '../../commands/completion/model.js';
import type { Declaration } from './declaration.js';

const SHELLS: readonly Shell[] = ['bash', 'zsh', 'fish', 'powershell'];

export const completionDeclaration: Declaration = {
  usage: 'completion',
  summary: 'print a completion script for a shell',
  description:
    'Prints a script that completes commands, options and the sections of the page. Load it in the start-up file of the shell.',
  examples: [
    ['codeship-sec completion bash > codeship-sec.bash', 'then: source codeship-sec.bash'],
    ['codeship-sec completion fish > codeship-sec.fish', 'for ~/.config/fish/completions'],
  ],
  json: false,
  argument: (command) => command.createArgument('<shell>', 'the shell').choices(SHELLS),
  load: async () => {
    const [{ completion }, { describe }, { buildProgram }] = await Promise.all([
      import('../../commands/completion/index.js'),
      import('../../commands/completion/describe.js'),
      import('../run.js'),
    ]);
    return (context, args) =>
      completion(context, args, describe(buildProgram({ io: context.io, status: 0 })));
  },
};
