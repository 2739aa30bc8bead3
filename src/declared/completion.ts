import type { CommandDeclaration } from './declaration.js';

export const COMPLETION = {
  path: 'completion',
  summary: 'print a completion script for a shell',
  description:
    'Prints a script that completes commands, options and the sections of the page. Its first lines give the command that loads it: put it into the start-up file of bash, zsh or PowerShell; in fish, run it once.',
  examples: [
    ['codeship-sec completion bash > codeship-sec.bash', 'a file to source in ~/.bashrc'],
    ['codeship-sec completion zsh > _codeship-sec', 'a file for a folder of $fpath'],
    ['codeship-sec completion fish > codeship-sec.fish', 'a file to put into ~/.config/fish/completions'],
  ],
  json: false,
  arguments: [
    { name: 'shell', required: true, choices: ['bash', 'zsh', 'fish', 'powershell'], text: 'the shell' },
  ],
  options: [],
} as const satisfies CommandDeclaration;
