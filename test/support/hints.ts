import { shellWords, usageError } from './program.js';

/** What the system's shell runs of what system-commands.ts names. */
const SYSTEM = ['chmod', 'date', 'gpg', 'ls', 'mkdir', 'mv', 'npm', 'tar', 'tr'];

/**
 * The commands of the hints in what a run has printed. On a terminal a command may stand below its label.
 *
 * @param text stderr, or all that was seen on a terminal
 */
function hintsIn(text: string): string[] {
  const plain = text.replace(/\u001b\[[\d;]*m/g, '');
  return [...plain.matchAll(/^codeship-sec: hint:(?: ?\n {0,2}| )(.*)$/gm)].map(
    ([, command = '']) => command,
  );
}

/**
 * What keeps a hint from being a command that works as it is printed; `undefined` where nothing does.
 *
 * @param args of the run that printed it: a word in capitals that the user has typed is no placeholder
 */
export function hintFault(hint: string, args: readonly string[]): string | undefined {
  const [first = '', ...then] = hint.split(/ (?:&&|\|) /);
  if (then.length > 0) return [first, ...then].map((one) => hintFault(one, args)).find((fault) => fault);
  const [program = '', ...words] = shellWords(hint);
  const typed = args.join(' ');
  const placeholder = words.find((word) => /^[A-Z]{3,}(?:-[A-Z]+)*$/.test(word) && !typed.includes(word));
  if (placeholder) return `${placeholder} is a placeholder`;
  if (program === 'codeship-sec') return usageError(hint);
  return SYSTEM.includes(program) ? undefined : `${program} is no program that hints name`;
}

/** Every hint of a run is a command that works as it is printed. */
export function checkHints(args: readonly string[], text: string): void {
  for (const hint of hintsIn(text)) {
    const fault = hintFault(hint, args);
    if (fault) throw new Error(`the hint of "${args.join(' ')}" does not run: ${hint}: ${fault}`);
  }
}
