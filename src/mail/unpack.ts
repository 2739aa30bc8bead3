/**
 * Opens a saved mail (RFC 3156, PGP/MIME; or OpenPGP in its text). Only what is the whole of it can be good by itself:
 * a signed part beside others, as a mailing list makes it, would leave those others looking signed.
 */
import { withAttachedMails } from './attached-mail.js';
import { readEntity } from './entity.js';
import { type MailSource, openMailFile } from './file/mail-file.js';
import { MAX_PARTS } from './largest-mail.js';
import { structureFault } from './mail-fault.js';
import { growTree, type MailTree } from './mail-tree.js';
import type { OuterField, PartForm, UnsignedText } from './model.js';
import { filledParts, formOf, signedChild } from './protected-part.js';
import { type Covered, outerFields, unsignedIn } from './unsigned.js';

/** A mail, taken apart. */
export interface OpenedMail {
  root: MailTree;
  mbox: boolean;
  /** Lines before its head and, where there are some, the head. */
  before: Buffer;
}

/** A part that can be looked at by itself. */
export interface NumberedPart {
  /** From 1, depth first. */
  number: number;
  form: PartForm;
  part: MailTree;
  /** The number of the last part that is inside of it. */
  last: number;
  /** One of several mails of the file. */
  ofFile?: boolean;
  /** Of a mail in the mail, its root. */
  mail?: MailTree | undefined;
  /** The parts of the part that it is in, itself too. */
  siblings: readonly MailTree[];
  /** Other forms of the same text, as its sender says (RFC 2046 section 5.1.4). */
  alternatives: readonly MailTree[];
}

/** Takes a file apart: one mail, or those of an mbox file. @throws MailFault */
export function openMails(file: Buffer): OpenedMail[] {
  return openMailFile(file).map(openMail);
}

function openMail({ mbox, data, before }: MailSource): OpenedMail {
  if (data.length === 0) structureFault('no-header');
  const root = readEntity(data);
  // some programs take the head for text where it does not begin in the first line
  const asText = before.length === 0 ? before : Buffer.concat([before, data.subarray(0, root.head.end)]);
  return { root: withAttachedMails(growTree(root)), mbox, before: asText };
}

/**
 * The part that is all of a mail: its root or, where everything beside it is blank, its only text.
 *
 * @returns `undefined`: the mail is made of several parts
 * @throws MailFault: programs differ on what its parts are
 */
export function wholeOf(root: MailTree): MailTree | undefined {
  const whole = onlyPart(root);
  if (whole && root.overlap) structureFault('boundary-overlap');
  return whole;
}

function onlyPart(root: MailTree): MailTree | undefined {
  const form = formOf(root);
  const isReadable = ({ type }: MailTree) => type.name === 'text/plain' || type.name === 'text/html';
  if (form === 'mail' || form === 'attachment') return undefined;
  if (form === 'text') return isReadable(root) ? root : undefined;
  if (form !== 'multipart') return root;
  const [only, ...others] = filledParts(root.children);
  return only && others.length === 0 && only.type.name === 'text/plain' ? only : undefined;
}

/** Programs write a text in two or three forms. */
const MOST_FORMS = 5;

/** Numbers the parts of mails. @throws MailFault: there are too many */
export function numberParts(roots: readonly MailTree[]): NumberedPart[] {
  const found: NumberedPart[] = [];
  const add = (part: MailTree, form: PartForm, more: Partial<NumberedPart> = {}) => {
    const number = found.length + 1;
    const one = { number, last: number, part, form, alternatives: [], siblings: [part], ...more };
    found.push(one);
    return one;
  };
  const visit = (part: MailTree, siblings: readonly MailTree[], alternatives: readonly MailTree[]): void => {
    const form = formOf(part);
    const forms = part.type.name === 'multipart/alternative' && part.children.length <= MOST_FORMS;
    const inside = forms ? part.children : [];
    const mail = part.children[0];
    const one = form === 'multipart' ? undefined : add(part, form, { alternatives, siblings, mail });
    if (form === 'mail' || form === 'multipart') {
      for (const child of part.children) {
        visit(
          child,
          part.children,
          inside.filter((other) => other !== child),
        );
      }
    }
    if (one) one.last = found.length;
  };
  for (const root of roots) {
    // of several mails, each is a part
    const one = roots.length > 1 ? add(root, 'mail', { mail: root, ofFile: true }) : undefined;
    visit(root, [root], []);
    if (one) one.last = found.length;
  }
  if (found.length > MAX_PARTS) structureFault('too-many-parts');
  return found;
}

/** What of a file is shown beside one signed part of it. */
export interface Beside {
  unsigned: UnsignedText[];
  fields: OuterField[];
}

/**
 * Lists what a file shows beside one part of it.
 *
 * @param same parts that hold the same, in another form
 */
export function besidePart(part: MailTree, mails: readonly OpenedMail[], same: readonly MailTree[]): Beside {
  const signed = signedChild(part);
  const covered: Covered = new Map([
    ...[...same, ...(part.children.length > 0 ? filledParts(part.children) : [part])].map(
      (one) => [one, one === signed ? 'whole' : 'body'] as const,
    ),
  ]);
  return {
    unsigned: mails.flatMap(({ root, before }) => unsignedIn(root, before, covered)),
    fields: mails.flatMap(({ root }) => outerFields(root.head, signed?.head)),
  };
}
