import { contactKey } from '../../../bundle/contact-uri.js';
import { plainFingerprint } from '../../../bundle/fingerprint.js';
import type { Manifest } from '../../../bundle/manifest.js';
import { isSignedText, readSecurityTxt, type SecurityTxtField } from '../../../bundle/security-txt-file.js';
import { type Finding, finding } from '../../../output/words/bundle-findings.js';
import { answerWords } from '../../../output/words/verify/answer-words.js';
import { isInstant } from '../../../text/instants.js';
import { type Clock, dateFindings } from './endings.js';
import type { ReadKey } from './key-findings.js';

/** A published security.txt. */
export interface SecurityTxtFile {
  /** As the user named it. */
  path: string;
  data: Uint8Array;
}

/** Fields that a file has once (RFC 9116 sections 2.5.5 and 2.5.8). */
const ONCE = ['Expires', 'Preferred-Languages'];
const WEB = ['acknowledgments', 'canonical', 'policy', 'hiring', 'csaf'];

/** What is wrong with a security.txt (RFC 9116), and where it and the bundle disagree. */
export async function securityTxtFindings(
  { path, data }: SecurityTxtFile,
  manifest: Manifest,
  keys: readonly ReadKey[],
  clock: Clock,
): Promise<Finding[]> {
  const text = Buffer.from(data).toString('utf8');
  const { fields, strange } = readSecurityTxt(text);
  const at = ({ line }: { line: number }) => `${path}:${line}`;
  const named = (name: string) => fields.filter((field) => field.name === name.toLowerCase());
  return [
    ...(isSignedText(text)
      ? await signatureFindings(path, data, keys, manifest.name)
      : unsignedFindings(path, keys)),
    ...strange.map((line) => finding('security-txt-line', at({ line }), {})),
    ...['Contact', 'Expires']
      .filter((name) => named(name).length === 0)
      .map((name) => finding('security-txt-missing', path, { text: name })),
    ...ONCE.flatMap((name) =>
      named(name)
        .slice(1)
        .map((field) => finding('security-txt-twice', at(field), { text: name })),
    ),
    ...fields.flatMap((field) => valueFindings(field, at(field), clock)),
    ...contactFindings(named('Contact'), path, at, manifest),
    ...named('Encryption').flatMap((field) => encryptionFindings(field, at(field), manifest)),
  ];
}

const signersOf = (keys: readonly ReadKey[]) => keys.filter(({ pin }) => pin.use.includes('verify'));

/** A vendor that has a key to sign with is advised to sign (RFC 9116 section 2.3). */
function unsignedFindings(path: string, keys: readonly ReadKey[]): Finding[] {
  return signersOf(keys).length === 0 ? [] : [finding('security-txt-unsigned', path, {})];
}

async function signatureFindings(
  path: string,
  data: Uint8Array,
  keys: readonly ReadKey[],
  name: string,
): Promise<Finding[]> {
  const { lookAt, trustIn } = await import('../../../pgp/verify/index.js');
  const trust = trustIn(signersOf(keys).map(({ certificate }) => certificate));
  const look = await lookAt(Buffer.from(data), trust, { now: new Date(), maxSize: 1 << 20 });
  const result = 'verification' in look ? look.verification : undefined;
  if (result?.verdict === 'good') return [];
  const text = result ? answerWords(result, { vendor: { name }, file: path }) : 'it has no signature';
  return [finding('security-txt-signature', path, { text })];
}

function valueFindings({ name, value }: SecurityTxtField, place: string, clock: Clock): Finding[] {
  const bad = (text: string) => [finding('security-txt-value', place, { text })];
  if (name === 'expires') {
    return isInstant(value)
      ? dateFindings(place, value, clock)
      : bad(`Expires is no RFC 3339 date: ${value}`);
  }
  if (name === 'contact' && !/^(mailto|https|tel):/i.test(value))
    return bad(`Contact is no mailto:, https: or tel: URI: ${value}`);
  if (WEB.includes(name) && !/^https:\/\//i.test(value))
    return bad(`the URI must begin with https: ${value}`);
  if (name === 'encryption' && !/^(https|openpgp4fpr|dns):/i.test(value))
    return bad(`Encryption is the URI of a key, and no key: ${value.slice(0, 60)}`);
  return [];
}

function contactFindings(
  fields: readonly SecurityTxtField[],
  path: string,
  at: (field: SecurityTxtField) => string,
  { contacts }: Manifest,
): Finding[] {
  const ours = contacts.map(contactKey);
  const theirs = fields.map(({ value }) => contactKey(value));
  const isStrange = fields.length > 0 && !theirs.some((contact) => ours.includes(contact));
  return [
    ...(isStrange ? [finding('security-txt-contacts', path, {})] : []),
    ...fields
      .filter(({ value }) => !ours.includes(contactKey(value)))
      .map((field) =>
        finding('security-txt-differs', at(field), {
          text: `the bundle has no such contact: ${field.value}`,
        }),
      ),
    ...(fields.length === 0 ? [] : contacts)
      .filter((contact) => !theirs.includes(contactKey(contact)))
      .map((contact) =>
        finding('security-txt-differs', path, { text: `a contact of the bundle is missing: ${contact}` }),
      ),
  ];
}

function encryptionFindings({ value }: SecurityTxtField, place: string, { keys }: Manifest): Finding[] {
  if (/^openpgp4fpr:/i.test(value)) {
    const fingerprint = plainFingerprint(value);
    const known = keys.some((key) => key.fingerprint === fingerprint);
    return known ? [] : [finding('security-txt-fingerprint', place, { text: fingerprint })];
  }
  const known = keys.some(({ url }) => url === value);
  if (known || !/^https:/i.test(value)) return [];
  return [finding('security-txt-differs', place, { text: `no key of the bundle has this url: ${value}` })];
}
