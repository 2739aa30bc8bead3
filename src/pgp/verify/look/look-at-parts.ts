/** A mail of several parts: no one of them is the mail, and each is said what it is. */
import { decodeBody } from '../../../mail/encoding.js';
import { isBlankText } from '../../../mail/entity.js';
import { MailFault, structureFault } from '../../../mail/mail-fault.js';
import type { MailTree } from '../../../mail/mail-tree.js';
import {
  besidePart,
  type NumberedPart,
  numberParts,
  type OpenedMail,
  wholeOf,
} from '../../../mail/unpack.js';
import { outerFields } from '../../../mail/unsigned.js';
import { mentionsBlock } from '../armor/find-blocks.js';
import { MalformedError } from '../malformed.js';
import { refuseMissingPart } from '../reason.js';
import type { PartReport, Verification, Warning } from '../verification.js';
import { isProtected } from '../wholeness.js';
import { judgeAttached } from './judge-attached.js';
import { asMail, judgePart } from './judge-part.js';
import type { Given } from './look-at-message.js';
import { showsTheSame } from './other-form.js';

/** So many are judged: each costs what a message costs. */
const MAX_JUDGED = 200;

/** Looks at each part by itself. @throws MailFault: there are too many */
export async function lookAtParts(mails: readonly OpenedMail[], given: Given): Promise<Verification> {
  const parts = numberParts(mails.map(({ root }) => root));
  return listOf(await reportsOn(parts, mails, given), given.warnings);
}

async function reportsOn(
  parts: readonly NumberedPart[],
  mails: readonly OpenedMail[],
  given: Given,
): Promise<PartReport[]> {
  const shown = parts.filter(({ part }) => !isBlankText(part));
  if (shown.length > MAX_JUDGED) structureFault('too-many-parts');
  const reports: PartReport[] = [];
  // the last first: a mail of several parts is told from what is inside of it, which is looked at once
  for (const one of shown.reverse()) {
    const { number, form, part, ofFile = false } = one;
    const inside = reports.filter((report) => report.number > number && report.number <= one.last);
    const verification = (await lookAtPart(one, mails, given)) ?? listOf(inside, []);
    const [name, type] = [part.fileName, part.type.name];
    reports.unshift({ number, form, ofFile, name, type, ...placeOf(one, shown), verification });
  }
  return reports;
}

/** What tells a part from others like it. */
function placeOf({ number, form, mail }: NumberedPart, parts: readonly NumberedPart[]) {
  const around = parts.filter((one) => one.form === 'mail' && one.number < number && one.last >= number);
  const inside = around.reduce((nearest, one) => Math.max(nearest, one.number), 0);
  return {
    ...(inside === 0 ? {} : { inside }),
    ...(form === 'mail' && mail ? { head: headOf(mail) } : {}),
  };
}

function headOf({ head }: MailTree): { subject: string; date: string } {
  const fields = outerFields(head);
  const textOf = (wanted: string) => fields.find(({ name }) => name === wanted)?.value ?? '';
  return { subject: textOf('Subject'), date: textOf('Date') };
}

function listOf(parts: readonly PartReport[], warnings: Warning[]): Verification {
  if (!parts.some(isProtected)) return { kind: 'mail', verdict: 'not-protected', nature: 'mail', warnings };
  return { kind: 'mail', verdict: 'not-verified', signatures: [], warnings, parts };
}

/** Looks at one part of a mail. @throws Refusal NOTHING_DONE: it is not there */
export async function lookAtOnePart(
  number: number,
  mails: readonly OpenedMail[],
  given: Given,
): Promise<Verification> {
  const parts = numberParts(mails.map(({ root }) => root));
  const one = parts[number - 1] ?? refuseMissingPart(parts.length);
  const found = await lookAtPart(one, mails, given);
  return found ?? listOf(await reportsOn(parts.slice(number, one.last), mails, given), given.warnings);
}

/** What a part is, and what the file shows beside it. @returns `undefined`: a mail that has several parts itself */
async function lookAtPart(
  one: NumberedPart,
  mails: readonly OpenedMail[],
  given: Given,
): Promise<Verification | undefined> {
  const { part, form, mail } = one;
  if (form !== 'mail' || !mail) {
    const found = await judged(part, given);
    const pair = found.verdict === 'not-protected' && (await judgeAttached(part, one.siblings, given));
    if (pair) return withRest(pair.verification, pair.data, mails, [], given);
    return withRest(found, part, mails, one.alternatives, given);
  }
  if (mail.overlap) return unclear;
  const whole = wholeOf(mail);
  if (whole) return withRest(asMail(await judged(whole, given)), whole, mails, [], given);
  return undefined;
}

/** A mail in the mail of which programs differ on what its parts are. */
const unclear: Verification = {
  kind: 'mail',
  verdict: 'malformed',
  problem: { code: 'mail-structure', fault: 'boundary-overlap' },
  warnings: [],
};

/**
 * Names what is shown beside the part that a verdict is about.
 *
 * @param alternatives other forms of it: those that hold the same are no other text
 */
export async function withRest(
  found: Verification,
  part: MailTree,
  mails: readonly OpenedMail[],
  alternatives: readonly MailTree[],
  given: Given,
): Promise<Verification> {
  if (found.verdict === 'not-protected' || found.verdict === 'malformed') return found;
  const same: MailTree[] = [];
  for (const other of alternatives) {
    if (showsTheSame(found, other, await judged(other, given))) same.push(other);
  }
  const { unsigned, fields } = besidePart(part, mails, same);
  if (fields.length > 0)
    found.warnings.push({ code: 'outer-headers', fields: fields.map(({ name }) => name) });
  return { ...found, unsigned, outerFields: fields };
}

/** Never throws for what the part holds. */
async function judged(part: MailTree, given: Given): Promise<Verification> {
  const warnings: Warning[] = [];
  try {
    const found = await judgePart(part, { ...given, warnings });
    const nothing = found.verdict === 'malformed' && !isMeant(part);
    return nothing ? { kind: 'other', verdict: 'not-protected', nature: 'binary', warnings } : found;
  } catch (error) {
    if (!(error instanceof MalformedError || error instanceof MailFault)) throw error;
    return { kind: 'other', verdict: 'malformed', problem: error.problem, warnings };
  }
}

/** Other data looks like damaged OpenPGP now and then. */
function isMeant(part: MailTree): boolean {
  if (/pgp/.test(part.type.name) || /\.(asc|sig|pgp|gpg)$/i.test(part.fileName)) return true;
  return part.children.length > 0 || mentionsBlock(decodeBody(part.body, part.encoding) ?? part.body);
}
