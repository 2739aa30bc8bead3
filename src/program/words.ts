import type { Command } from 'commander';

/** Where the words of a command line lead. */
export interface Words {
  /** The deepest command that they name. */
  command: Command;
  /** The words after its name, without options and their values. */
  rest: string[];
}

/** Follows the words of a command line from the program down, as commander does. */
export function followWords(program: Command, argv: readonly string[]): Words {
  let command = program;
  const rest: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? '';
    if (argument === '--') return { command, rest: [...rest, ...argv.slice(i + 1)] };
    if (argument.startsWith('-') && argument !== '-') {
      if (command.options.some((option) => [option.short, option.long].includes(argument) && option.required))
        i++;
      continue;
    }
    const next = rest.length === 0 && command.commands.find((child) => child.name() === argument);
    if (next) command = next;
    else rest.push(argument);
  }
  return { command, rest };
}
