import type { Command, Option } from 'commander';
import type { CommandModel, OptionModel, Value } from './model.js';

const HELP: OptionModel = { names: ['--help', '-h'], summary: 'print this help', value: undefined };

/** The program and all of its commands, from the declarations that parse its arguments. */
export function describe(program: Command, path = ''): CommandModel[] {
  const [argument] = program.registeredArguments;
  const model: CommandModel = {
    path,
    subcommands: program.commands.map((child) => ({ word: child.name(), summary: child.summary() })),
    options: [...program.options.filter((option) => !option.hidden).map(describeOption), HELP],
    argument: argument && value(argument.name(), argument.argChoices),
  };
  return [model, ...program.commands.flatMap((child) => describe(child, `${path} ${child.name()}`.trim()))];
}

function describeOption(option: Option): OptionModel {
  const name = /[<[]([^>\]]+)/.exec(option.flags)?.[1] ?? '';
  return {
    names: [option.long, option.short].filter((flag) => typeof flag === 'string'),
    summary: option.description,
    value: option.required || option.optional ? value(name, option.argChoices) : undefined,
  };
}

/** By the choices declared, or by the name that help shows for it. */
function value(name: string, choices: readonly string[] | undefined): Value {
  if (choices && choices.length > 0) {
    return { kind: 'choice', words: choices.map((word) => ({ word, summary: '' })) };
  }
  return { kind: kindOf(name), words: [] };
}

function kindOf(name: string): Value['kind'] {
  if (/^section/i.test(name)) return 'section';
  if (/^dir|folder/i.test(name)) return 'folder';
  return /file|path|cert|key|sig|data/i.test(name) ? 'file' : 'text';
}
