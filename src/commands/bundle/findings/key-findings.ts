import { addressOf } from '../../../bundle/contact-uri.js';
import type { Manifest, PinnedKey } from '../../../bundle/manifest.js';
import type { BundleParts } from '../../../bundle/parts.js';
import { failureOf } from '../../../output/in-words.js';
import { type Finding, finding } from '../../../output/words/bundle-findings.js';
import { doubtsOf } from '../../../output/words/encrypt/reservations.js';
import { checkWords, signingWords } from '../../../output/words/encryption-choice.js';
import { possibleRevocationWords } from '../../../output/words/passed-over-words.js';
import { missingKeyWords } from '../../../output/words/vendor-key-failures.js';
import type { Certificate } from '../../../pgp/certificate/index.js';
import type { CertificateFacts } from '../../../pgp/facts.js';
import { chooseEncryptionKey } from '../../../pgp/policy/encryption-key.js';
import { nothingVerified } from '../../../pgp/policy/key-kinds.js';
import { possibleRevokers } from '../../../pgp/policy/possible-revocation.js';
import { signingStateOf } from '../../../pgp/policy/verification-key.js';
import { type Clock, endingSoon } from './endings.js';

/** A key of the bundle whose certificate could be read. */
export interface ReadKey {
  pin: PinnedKey;
  certificate: Certificate;
}

export interface KeysRead {
  findings: Finding[];
  read: ReadKey[];
  /** The bundle's fields say which keys there are. */
  complete: boolean;
}

/** The certificates, and what is wrong or doubtful with them. */
export async function keyFindings(parts: BundleParts, clock: Clock): Promise<KeysRead> {
  const { keys, manifest, issues, keyToFillIn, page } = parts;
  const findings: Finding[] = [];
  const read: ReadKey[] = [];
  // fields that are wrong were left out
  const complete = !issues.some(({ field }) => /^keys?(?:[.[]|$)/.test(field));
  if (keyToFillIn) findings.push(finding('key-to-fill-in', 'key', {}));
  else if (complete && manifest) findings.push(...missingFindings(manifest, page));
  for (const { pin, data } of keys) {
    const opened = await openPinned(data, pin, clock.now);
    if ('level' in opened) findings.push(opened);
    else {
      read.push({ pin, certificate: opened });
      findings.push(...certificateFindings(pin, opened, clock));
    }
  }
  return { findings: [...findings, ...addressFindings(manifest, read)], read, complete };
}

/** That there is no key; or that each may be good for its use, and none of them for a report. */
function missingFindings(manifest: Manifest, page = ''): Finding[] {
  const [first, ...others] = manifest.keys;
  if (first === undefined) {
    const text = missingKeyWords('the vendor', { manifest, pageSource: page });
    return [finding('no-key', 'keys', { text })];
  }
  if ([first, ...others].some(({ use }) => use.includes('encrypt'))) return [];
  return [finding('no-encryption-key', others.length > 0 ? 'keys' : `${first.field}.use`, {})];
}

async function openPinned(data: Uint8Array, pin: PinnedKey, now: Date): Promise<Certificate | Finding> {
  const { readPinned, requireVerifiable } = await import('../../../pgp/certificate/index.js');
  try {
    const certificate = await readPinned(data, pin.fingerprint, now);
    if (nothingVerified(certificate.facts)) requireVerifiable(certificate);
    return certificate;
  } catch (error) {
    const failure = await failureOf(error);
    const text = failure.message;
    if (failure.code === 'PRIMARY_KEY_BAD')
      return finding('pin-mismatch', `${pin.field}.fingerprint`, { text });
    const code = failure.code === 'CERT_CANNOT_ENCRYPT' ? 'key-unusable' : 'unreadable';
    return finding(code, `${pin.field}.file`, { text: `${pin.file}: ${text}` });
  }
}

function certificateFindings(pin: PinnedKey, { facts }: Certificate, clock: Clock): Finding[] {
  const place = `${pin.field}.file`;
  const usable = useFindings(pin, facts, clock);
  const possible = possibleRevocationWords(possibleRevokers(facts));
  const others = facts.passedOver.filter(({ why }) => why !== 'no-revoker');
  return [
    ...usable,
    ...possible.map((words) => finding('key-perhaps-revoked', place, { text: `${pin.file}: ${words}` })),
    ...others.map((part) => finding('key-passed-over', place, part)),
  ];
}

/** Whoever holds the key can move its end: the fingerprint, and with it the pin, stays. */
const RENEW = ': put a renewed copy in its place';
/** Where nothing is said of its use, a key has both. */
const SAY_USE = ': if it is there to sign alone, say "use": ["verify"]';

/** Of each use, whether it can be put to it, and for how long. */
function useFindings({ field, file, use }: PinnedKey, facts: CertificateFacts, clock: Clock): Finding[] {
  const place = `${field}.file`;
  const { now } = clock;
  const unusable = (text: string) => [finding('key-unusable', place, { text: `${file}: ${text}` })];
  const ending = (what: string, end: string | null) =>
    endingSoon({ within: 'key-ends-within', soon: 'key-ends-soon' }, place, { what, end }, clock);
  const whole = () => ending(`${file}: the key`, facts.primary.expires);
  if (!use.includes('encrypt')) {
    const state = signingStateOf(facts, now);
    if (state.status === 'usable') return whole();
    return unusable(signingWords(state, now) + (state.status === 'expired' ? RENEW : ''));
  }
  const choice = chooseEncryptionKey(facts, now);
  if (choice.status !== 'usable') {
    const only = choice.status === 'no-encryption-key' && signingStateOf(facts, now).status === 'usable';
    return unusable(checkWords(choice, now) + (choice.status === 'expired' ? RENEW : only ? SAY_USE : ''));
  }
  const soon = whole();
  const { key } = choice;
  if (soon.length > 0 || key.fingerprint === facts.primary.fingerprint) return soon;
  return ending(`${file}: the encryption subkey`, key.expires);
}

function addressFindings(manifest: BundleParts['manifest'], read: readonly ReadKey[]): Finding[] {
  const readers = read.filter(({ pin }) => pin.use.includes('encrypt'));
  if (!manifest || readers.length === 0) return [];
  const certificates = readers.map(({ certificate }) => certificate.facts);
  if (!doubtsOf(manifest, certificates).strangeKey) return [];
  const address = manifest.contacts.map(addressOf).find((one) => one !== undefined) ?? '';
  return [finding('key-without-address', 'contacts', { text: address })];
}
