import type { Manifest, Successor } from '../../bundle/manifest.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { sizeWords } from '../../text/sizes.js';
import { devicePath } from '../../text/windows-names.js';
import type { Written } from './encrypt-words.js';
import type { Doubts } from './reservations.js';

/** What the last line of `encrypt` goes by. */
export interface EncryptOutcome {
  written: readonly Written[];
  manifest: Manifest;
  usability: EncryptionChoice;
  doubts: Doubts;
  /** The user can decrypt the message too. */
  readable: boolean;
}

/**
 * What to do with the messages, in this order. Nobody is told to send what a warning speaks against: there is
 * somebody to be asked first then. Nothing to do with what went to a device, but for standard output by another name.
 */
export function nextSteps(outcome: EncryptOutcome): string[] {
  const outputs = sendable(outcome.written);
  if (outputs.length === 0) return [];
  const what = outputs.join(', ');
  const ask = firstStep(outcome);
  const { manifest } = outcome;
  const send =
    ask !== undefined && manifest.successor
      ? `send ${what} only where you are told to, under a subject that says nothing`
      : `attach ${what} to a mail to ${manifest.address}, under a subject that says nothing`;
  return [
    ...(ask === undefined ? [send] : [ask, `then ${send}`]),
    ...(outcome.readable ? [] : [keep(outcome)]),
  ];
}

function firstStep({ manifest, usability, doubts }: EncryptOutcome): string | undefined {
  const { name, address, successor, notices } = manifest;
  if (successor)
    return `first ask ${successorWords(successor)}, without details, who reads reports about ${name}`;
  if (doubts.strangeKey) return `first ask ${address}, without details, whether this is its key`;
  if (usability.status === 'expired') {
    return `first ask ${address}, without details, for a newer key or whether this one still serves`;
  }
  return notices.length > 0 ? 'first read the notices' : undefined;
}

/** `CloudBees (security@cloudbees.com)`. */
function successorWords({ name, address, url }: Successor): string {
  const place = address ?? url;
  return place === undefined ? name : `${name} (${place})`;
}

function keep({ written }: EncryptOutcome): string {
  const what = written.some(({ input }) => input !== null) ? 'the original' : 'a copy of the report';
  return `keep ${what}: you cannot decrypt the message`;
}

/** As they are named; a message on standard output has no name. */
function sendable(written: readonly Written[]): string[] {
  const outputs = written.map(({ output }) =>
    output === null || /^\/dev\/(stdout|fd\/\d+)$/.test(output) ? 'the message' : output,
  );
  return outputs.filter((output) => !output.startsWith('/dev/') && devicePath(output) === undefined);
}

/** Mail servers take this much, attachments as they travel; many take no more. In bytes. */
const MAIL_TAKES = 20 << 20;

/** Of messages that a mail may be too small for. */
export function sizeWarning(written: readonly Written[], armored: boolean): string | undefined {
  const outputs = sendable(written);
  const size = written.reduce((sum, { bytesOut }) => sum + bytesOut, 0);
  if (outputs.length === 0 || size <= MAIL_TAKES) return undefined;
  const smaller = armored ? '; --binary makes a quarter less of it' : '';
  return `${outputs.join(', ')}: ${sizeWords(size)} are more than many a mail server takes${smaller}`;
}
