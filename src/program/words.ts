import type { Command } from 'commander';

/** Where the words of a command line lead. */
export interface Words {
  /** The deepest command that they name. */
  command: Command;
  /** The words after its name, without options and their values. */
  rest: string[];
}

/** Follows the words of a command line from the program down, as commander does, up to an option that is unknown. */
export function followWords(program: Command, argv: readonly string[]): Words {
  let command = program;
  const rest: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? '';
    if (argument === '--') return { command, rest: [...rest, ...argv.slice(i + 1)] };
    if (argument.startsWith('-') && argument !== '-') {
      const option = knownOption(command, argument);
      if (option === undefined) break;
      if (option.takesNext) i++;
    } else if (argument !== 'help' || command.commands.length === 0) {
      const next = rest.length === 0 && command.commands.find((child) => child.name() === argument);
      if (next) command = next;
      else rest.push(argument);
    }
  }
  return { command, rest };
}

function knownOption(command: Command, argument: string): { takesNext: boolean } | undefined {
  const [name = ''] = argument.split('=');
  if (['-h', '--help'].includes(name)) return { takesNext: false };
  const option = command.options.find(({ short, long }) => name === long || argument.slice(0, 2) === short);
  if (!option) return undefined;
  return { takesNext: option.required && (argument === option.long || argument === option.short) };
}
