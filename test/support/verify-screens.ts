import { expect } from 'vitest';
import { corpus } from './corpus.js';
import { root } from './run.js';
import { runOnTerminal } from './terminal.js';

/** What is looked at, from the corpus, with the vendor that it claims to be from and the status. */
const SCREENS: readonly [what: string, vendor: string, status: number, ...args: string[]][] = [
  ['does not fit', 'rsa', 3, 'cleartext/gpg-rsa-changed.asc'],
  ['someone else', 'rsa', 3, 'mail/stranger.eml'],
  ['unsigned', 'rsa', 5, 'mail/plain-claims.eml'],
  ['text outside', 'rsa', 0, 'cleartext/text-before.asc'],
  ['key expired since', 'expired', 0, 'cleartext/gpg-expired.asc'],
  ['key revoked', 'revoked-hard', 3, 'cleartext/revoked-hard-before.asc'],
  ['encrypted to the vendor', 'rsa', 3, 'encrypted/asked-output.asc'],
  ['the same, asked for whom it is', 'rsa', 0, '--addressed', 'encrypted/asked-output.asc'],
  ['encrypted to others', 'rsa', 3, 'mail/encrypted-to-other.eml'],
  ['malformed', 'rsa', 41, 'mangled/cleartext-end-missing.asc'],
  ['undone', 'rsa', 0, 'mangled/cleartext-quoted-in-reply.asc'],
  ['several messages', 'rsa', 41, 'cleartext/two-blocks-second-forged.asc'],
  ['detached, with its data', 'rsa', 0, 'detached/swapped-arguments.sig', 'detached/swapped-arguments.dat'],
  ['detached, without its data', 'rsa', 61, 'detached/signature-alone.sig'],
  ['mail', 'rsa', 0, 'mail/signed.eml'],
  ['escapes in the signed text', 'rsa', 0, 'cleartext/escape-sequences.asc'],
  ['genuine', 'rsa', 0, 'cleartext/gpg-rsa.asc'],
];

const LOOKS = { plain: { NO_COLOR: '1', LC_ALL: 'C' }, color: {} } as const;

async function screen(
  [what, vendor, wanted, ...args]: (typeof SCREENS)[number],
  columns: number,
  env: Record<string, string>,
): Promise<string> {
  const files = args.map((arg) => (arg.startsWith('-') ? arg : `messages/${arg}`));
  const line = ['verify', '--bundle', `vendors/${vendor}`, ...files];
  const { status, output } = await runOnTerminal(line, { columns, env, cwd: corpus });
  expect(status, what).toBe(wanted);
  return `# ${what}\n$ codeship-sec ${line.join(' ')}\n${output.replaceAll('\u001b', '\\e')}`;
}

/**
 * Golden screens: what `verify` shows on a terminal, in test/fixtures/screens/verify. ESC stands there as `\e`. After a
 * change that is meant: `npx vitest run verify-screens -u`, and read the difference: someone who has never heard of
 * OpenPGP must be able to say from each screen whether to believe the message.
 */
export async function expectScreens(columns: number, look: keyof typeof LOOKS): Promise<void> {
  const screens: string[] = [];
  for (const one of SCREENS) screens.push(await screen(one, columns, LOOKS[look]));
  const file = `${root}/test/fixtures/screens/verify/${columns}-${look}.txt`;
  await expect(screens.join('\n')).toMatchFileSnapshot(file);
}
