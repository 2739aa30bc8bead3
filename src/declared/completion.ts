import type { CommandDeclaration } from './declaration.js';

export const COMPLETION = {
  path: 'completion',
  summary: 'print a completion script for a shell',
  description:
    'Prints a script that completes commands, options and the sections of the page. Its first lines say how it is loaded; put that into the start-up file of the shell.',
  examples: [
    ['codeship-sec completion bash > codeship-sec.bash', 'for source in ~/.bashrc'],
    ['codeship-sec completion fish > codeship-sec.fish', 'for ~/.config/fish/completions'],
  ],
  json: false,
  arguments: [
    { name: 'shell', required: true, choices: ['bash', 'zsh', 'fish', 'powershell'], text: 'the shell' },
  ],
  options: [],
} as const satisfies CommandDeclaration;
