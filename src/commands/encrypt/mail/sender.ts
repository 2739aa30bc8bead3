import { Failure } from '../../../errors.js';
import type { Mailbox } from '../../../mail/compose/letter.js';
import { readMailbox } from '../../../mail/compose/mailbox.js';

/** What `--from` names. @throws Failure USAGE: no address, or several */
export function sender(text: string): Mailbox {
  const found = readMailbox(text);
  if (found) return found;
  throw new Failure('USAGE', `--from takes one mail address, and ${text} is none`, [
    { advice: 'such as ann@example.org, or "Ann Example <ann@example.org>"' },
    { again: [], without: ['--from'] },
  ]);
}
