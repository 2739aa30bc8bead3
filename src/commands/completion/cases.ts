import type { CommandModel, Value } from './model.js';

/** What may stand at a place of the command line, as a branch of a shell's `case`. */
export interface ShellCase {
  /** `key export:--output`, `key export:options`, `key export:arguments`. */
  places: readonly string[];
  value: Value;
  /** What the words are, for shells that say so. */
  title: string;
}

/** The places of one command: the values of its options, its options, what stands after its name. */
export function commandCases({ path, options, subcommands, argument }: CommandModel): ShellCase[] {
  const flags = options.flatMap(({ names, summary }) => names.map((word) => ({ word, summary })));
  const values = options.flatMap(({ names, value }) =>
    value ? [{ places: names.map((name) => `${path}:${name}`), value, title: 'value' }] : [],
  );
  const words = [...subcommands, ...(argument?.words ?? [])];
  return [
    ...values,
    { places: [`${path}:options`], value: { kind: 'text', words: flags }, title: 'option' },
    {
      places: [`${path}:arguments`],
      value: { kind: argument?.kind ?? 'text', words },
      title: argument?.kind === 'section' ? 'section' : 'command',
    },
  ];
}
