/** Everything that a mail program shows of a mail, and that a signature over one part of it does not cover. */
import { isAttachedMail } from './attached-mail.js';
import { decodeText, decodeWords } from './charset.js';
import { textOfPart } from './entity.js';
import type { Head } from './header/head.js';
import type { MailTree } from './mail-tree.js';
import type { OuterField, OuterFieldName, UnsignedKind, UnsignedText } from './model.js';
import { isSignaturePart } from './protected-part.js';
import { isStandardPreamble } from './standard-preamble.js';

/** What a signature covers of a part: all of it, or what its body says and not its head. */
export type Covered = ReadonlyMap<MailTree, 'whole' | 'body'>;

/** Lists what is not signed, in the order in which it stands there. */
export function unsignedIn(root: MailTree, before: Buffer, covered: Covered): UnsignedText[] {
  const found = [item('before', before), ...walk(root, covered)];
  return found.filter(({ kind, text }) => kind === 'attachment' || text.trim() !== '');
}

function* walk(part: MailTree, covered: Covered): Generator<UnsignedText> {
  const how = covered.get(part);
  if (how === 'whole') return;
  if (part.head.odd) yield item('head', part.head.odd);
  yield* ofHead(part);
  if (how === 'body') {
    const isUsual = isUsualName(part.fileName) || (isSignaturePart(part) && isSignatureName(part.fileName));
    yield { kind: 'file-name', text: isUsual ? '' : part.fileName };
    if (isSignaturePart(part)) yield { kind: 'text', text: aroundBlock(part) };
    return;
  }
  if (!isStandardPreamble(part.preamble)) yield item('preamble', part.preamble);
  if (isAttachedMail(part)) yield* ofLeaf(part);
  for (const child of part.children) {
    const forwarded = !part.type.name.startsWith('multipart/');
    if (forwarded) yield { kind: 'forwarded', text: headText(child.head) };
    yield* walk(child, covered);
  }
  if (part.children.length === 0) yield* ofLeaf(part);
  yield item('epilogue', part.epilogue);
}

/** What programs show of a part beside its content and name. Their own words for a signature say nothing. */
function* ofHead(part: MailTree): Generator<UnsignedText> {
  for (const { name, value } of part.head.fields) {
    if (name !== 'content-description') continue;
    const text = decodeWords(value).trim();
    yield { kind: 'part-field', type: 'Content-Description', text: isUsualDescription(text) ? '' : text };
  }
}

function* ofLeaf(part: MailTree): Generator<UnsignedText> {
  const isText = part.type.name.startsWith('text/');
  if (isText) yield { kind: 'text', text: textOfPart(part) };
  if (!isText || part.fileName !== '')
    yield { kind: 'attachment', text: part.fileName, type: part.type.name };
}

/** What stands around a signature in its part; where the block is not there as it stands, all of it. */
function aroundBlock(part: MailTree): string {
  const text = textOfPart(part);
  const start = text.indexOf('-----BEGIN PGP SIGNATURE-----');
  const last = '-----END PGP SIGNATURE-----';
  const end = text.indexOf(last, start);
  return start < 0 || end < 0 ? text : text.slice(0, start) + text.slice(end + last.length);
}

const item = (kind: UnsignedKind, text: Buffer): UnsignedText => ({ kind, text: decodeText(text, '').text });

/** As programs name a signature, a text or a message: `signature.asc`, `OpenPGP_signature`. */
function isUsualName(name: string): boolean {
  return /^((openpgp[-_ ])?(digital[-_ ])?signature|pgp|encrypted|message|msg|version)?(\.(asc|sig|pgp|gpg|txt))?$/i.test(
    name,
  );
}

/** Any one word: the bytes of the part are no text for a reader. */
function isSignatureName(name: string): boolean {
  return /^[\w-]{1,40}\.(asc|sig|pgp|gpg)$/i.test(name);
}

/** What mail programs write above a signature or a message (`OpenPGP digital signature`), and nothing else. */
function isUsualDescription(text: string): boolean {
  return /^((open)?pgp(\/mime)? )?((digital )?signature|digitally signed message|encrypted message|version identification|versions identification|message)( information)?\.?$/i.test(
    text,
  );
}

function headText(head: Head): string {
  return outerFields(head)
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}: ${value}`)
    .join('\n');
}

const NAMES: readonly OuterFieldName[] = [
  'From',
  'Sender',
  'Reply-To',
  'Mail-Reply-To',
  'Mail-Followup-To',
  'Followup-To',
  'Resent-From',
  'Resent-Sender',
  'Resent-To',
  'Resent-Cc',
  'Resent-Date',
  'To',
  'Cc',
  'Bcc',
  'Newsgroups',
  'Organization',
  'Comments',
  'Keywords',
  'Subject',
  'Date',
];
/** What a program shows of a mail that has none, too. */
const ALWAYS: readonly OuterFieldName[] = ['From', 'Subject', 'Date'];

/**
 * The fields of a mail's head that a reader takes for the sender's word, or answers to. From, Subject and Date that are
 * not there have an empty value.
 *
 * @param inner the head of the signed part: what is there once, and is the same, is signed (RFC 9788)
 */
export function outerFields(head: Head, inner?: Head): OuterField[] {
  return NAMES.flatMap((name) => {
    const values = valuesOf(head, name);
    const [signed, ...others] = inner ? valuesOf(inner, name) : [];
    const isSigned = others.length === 0 && values.length === 1 && values[0] === signed;
    if (isSigned) return [];
    if (values.length === 0) return ALWAYS.includes(name) ? [{ name, value: '' }] : [];
    return values.map((value) => ({ name, value }));
  });
}

function valuesOf(head: Head, name: OuterFieldName): string[] {
  const fields = head.fields.filter((field) => field.name === name.toLowerCase());
  return fields.map(({ value }) => decodeWords(value).replace(/\s+/g, ' ').trim());
}
