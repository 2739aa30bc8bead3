import type { CommandDeclaration } from './declaration.js';

export const COMPLETION = {
  path: 'completion',
  summary: 'print a completion script for a shell',
  description:
    'Prints a script that completes commands, options and the sections of the page. Its first lines say how it is loaded; put that line into the start-up file of the shell, or write the script to a file.',
  examples: [
    ['codeship-sec completion bash > codeship-sec.bash', 'source it in ~/.bashrc'],
    ['codeship-sec completion zsh > _codeship-sec', 'in a folder of $fpath'],
    ['codeship-sec completion fish > codeship-sec.fish', 'in ~/.config/fish/completions'],
  ],
  json: false,
  arguments: [
    { name: 'shell', required: true, choices: ['bash', 'zsh', 'fish', 'powershell'], text: 'the shell' },
  ],
  options: [],
} as const satisfies CommandDeclaration;
