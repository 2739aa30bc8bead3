import type { OptionDeclaration } from '../../declared/declaration.js';
import { COMMANDS, commandsBelow, nameOf, shownOptions } from '../../declared/index.js';
import { PROGRAM } from '../../declared/program.js';
import type { CommandModel, OptionModel, Value } from './model.js';

/** The program and all of its commands, as they are declared. */
export function describeCommands(): CommandModel[] {
  return [PROGRAM, ...COMMANDS].map((command) => {
    const [argument] = command.arguments;
    return {
      path: command.path,
      subcommands: commandsBelow(command).map((one) => ({ word: nameOf(one), summary: one.summary })),
      options: shownOptions(command).map(describeOption),
      argument: argument && whatStands(argument),
    };
  });
}

function describeOption(option: OptionDeclaration): OptionModel {
  return {
    names: [option.long, option.short].filter((name) => name !== undefined),
    summary: option.default === undefined ? option.text : `${option.text} (default: ${option.default})`,
    value: option.value === undefined ? undefined : whatStands(option),
  };
}

function whatStands({ choices, names }: Pick<OptionDeclaration, 'choices' | 'names'>): Value {
  if (!choices) return { kind: names ?? 'text', words: [] };
  return { kind: 'choice', words: choices.map((word) => ({ word, summary: '' })) };
}
