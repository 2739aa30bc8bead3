import type { ArgumentsOf } from '../../declared/values.js';
import { EXIT } from '../../errors.js';
import { writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import type { SectionHead } from '../../page/model.js';
import { oneLine } from '../../text/sanitize.js';
import { openBundle, openText } from '../../vendor/open.js';
import { bashScript } from './bash.js';
import { describeCommands } from './describe.js';
import { fishScript } from './fish.js';
import type { CommandModel, Suggestion, Value } from './model.js';
import { powershellScript } from './powershell.js';
import { zshScript } from './zsh.js';

type Shell = ArgumentsOf<'completion'>[0];

/** `bundle`: the one whose sections the script has, as it was named; empty: the program's own. */
const SCRIPTS: Record<Shell, (commands: readonly CommandModel[], bundle: string) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** `completion SHELL`: a script made of the program's own declarations and of the page's sections. */
export async function completion(context: Context, [shell]: ArgumentsOf<'completion'>): Promise<number> {
  const { sections } = await openText(await openBundle(context));
  const commands = withSections(describeCommands(), sectionWords(sections));
  await writeOut(context.io, SCRIPTS[shell](commands, context.bundleDir ?? ''));
  return EXIT.OK;
}

function withSections(commands: readonly CommandModel[], words: Suggestion[]): CommandModel[] {
  const filled = <V extends Value | undefined>(value: V): V =>
    value?.kind === 'section' ? { ...value, words } : value;
  return commands.map((command) => ({
    ...command,
    argument: filled(command.argument),
    options: command.options.map((option) => ({ ...option, value: filled(option.value) })),
  }));
}

/** The numbers, then the ids that a shell takes as one word, each with its title. */
function sectionWords(sections: readonly SectionHead[]): Suggestion[] {
  const numbers = sections.map(({ number, title }) => ({ word: String(number), summary: oneLine(title) }));
  const ids = sections
    .filter(({ id }) => /^(?!\d+$)[\p{L}\p{Nd}_][\p{L}\p{M}\p{Nd}_.-]*$/u.test(id))
    .map(({ id, title }) => ({ word: id, summary: oneLine(title) }));
  return [...numbers, ...ids];
}
