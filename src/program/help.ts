import type { Command, Help } from 'commander';
import type { Io } from '../io.js';
import { wrap } from '../text/wrap.js';
import { helpWidth } from './compiled-help.js';

/** Narrower than this a description stands under its option, not beside it. */
const BESIDE = 24;
const UNDER = '      ';

/** Help fitted to narrow terminals: commander gives up wrapping below 40 cells for a description. */
export const FITTED: Partial<Help> = {
  sortSubcommands: false,
  minWidthToWrap: 8,
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    const column = termWidth + 4;
    if (!description) return `  ${term}`;
    if (width - column < BESIDE) {
      return `  ${term}\n${indented(helper.boxWrap(description, width - UNDER.length), UNDER)}`;
    }
    const text = indented(helper.boxWrap(description, width - column), ' '.repeat(column));
    return `  ${term.padEnd(termWidth + 2)}${text.trimStart()}`;
  },
  styleUsage(this: Help, text) {
    return indented(this.boxWrap(text, (this.helpWidth ?? 80) - UNDER.length - 1), `${UNDER} `).trimStart();
  },
};

function indented(text: string, indent: string): string {
  return text.replace(/^/gm, indent);
}

/** Each example with what it does above it, which is wrapped; the command is there to be copied. */
export function exampleText(
  examples: readonly (readonly [line: string, what: string])[],
  width: number,
): string {
  const lines = examples.map(([line, what]) => `${wrapped(what, width - 4, '  # ')}\n  $ ${line}`);
  return `\nExamples:\n${lines.join('\n')}`;
}

/** Words in lines of at most so many characters, each after the same start. */
export function wrapped(text: string, width: number, start = ''): string {
  return wrap(text, width, (line) => line.length)
    .map((line) => start + line)
    .join('\n');
}

/** Adds what stands after the options. */
export function addHelpAfter(command: Command, io: Io, text: (width: number) => string): void {
  command.addHelpText('after', () => text(helpWidth(io)));
}
