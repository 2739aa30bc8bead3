import { join } from 'node:path';
import { contactName } from '../../bundle/contact-uri.js';
import { speaksOfKeys } from '../../bundle/facts-in-text.js';
import type { KeyUse, Manifest, PinnedKey } from '../../bundle/manifest.js';
import type { Bundle } from '../../bundle/model.js';
import { Failure, type Next, Refusal } from '../../errors.js';
import { exportFromKeyring, showKeysOf } from '../../text/system-commands.js';
import { INSTALL_ANEW, lookAgain } from './bundle-hints.js';

const USES: Record<KeyUse, string> = {
  encrypt: 'OpenPGP key to encrypt to',
  verify: 'OpenPGP key that signs',
};

/** A bundle as far as it tells which keys there are. */
export interface KeysNamed {
  manifest: Pick<Manifest, 'keys'>;
  pageSource: string;
}

/**
 * That a bundle has no key, or none for a use. Where its page speaks of one, the vendor publishes it, and it is the
 * bundle that is incomplete: every command says so.
 *
 * @param whose the vendor's name, or `the vendor`
 */
export function missingKeyWords(whose: string, { manifest, pageSource }: KeysNamed, use?: KeyUse): string {
  if (manifest.keys.length > 0 && use !== undefined) return `${whose} publishes no ${USES[use]}`;
  return speaksOfKeys(pageSource)
    ? `${whose}'s page speaks of an OpenPGP key, and the bundle has none`
    : `${whose} publishes no OpenPGP key`;
}

/** A vendor does without a key: where it is written to all the same. */
export function noKey(bundle: Pick<Bundle, 'manifest' | 'pageSource'>, use?: KeyUse): Failure {
  const { name, contacts, successor } = bundle.manifest;
  const [first] = contacts;
  const where = first === undefined || successor ? [] : [{ advice: `reports go to ${contactName(first)}` }];
  const missing = missingKeyWords(name, bundle, use);
  return new Failure('CERT_CANNOT_ENCRYPT', missing, [...where, { run: 'contact' }]);
}

/** Says which field of the bundle named the file that is wrong, and what to do about a wrong pin. */
export function explained(
  bundle: Bundle,
  pin: PinnedKey,
  { code, message, next: given, cause }: Failure,
): Failure {
  const place = `${join(bundle.dir, 'bundle.json')}: ${pin.field}.file ${pin.file}`;
  if (code === 'PRIMARY_KEY_BAD') {
    const next = bundle.bundled
      ? INSTALL_ANEW
      : { advice: 'write nothing with this bundle until both agree with a source that you trust' };
    const where = pin.field === 'key' ? '' : `${pin.field}: `;
    return new Failure(code, where + message, [next, ...given], { cause });
  }
  // where the certificate is not at fault, the failure says what is
  const incomplete = cause instanceof Refusal && cause.facts.reason === 'certificate-no-user-id';
  const known = code === 'CERT_CANNOT_ENCRYPT' && !incomplete ? whenUnsupported(bundle, pin) : given;
  const secret = cause instanceof Refusal && cause.facts.reason === 'certificate-secret';
  const next = known.length > 0 ? known : whenWrong(bundle, pin, secret);
  return new Failure(code, `${place}: ${message}`, next, { cause });
}

/** Whatever lies there, the certificate with the pinned fingerprint belongs there: alone, and public. */
function whenWrong({ bundled, dir }: Bundle, pin: PinnedKey, secret: boolean): Next[] {
  if (bundled) return [INSTALL_ANEW];
  const { field, fingerprint, url } = pin;
  // nothing writes over a secret key: it may be the only copy
  const file = secret ? `${fingerprint}.asc` : pin.file;
  const source = url === undefined ? [] : [{ advice: `the vendor publishes the certificate at ${url}` }];
  return [
    ...source,
    secret
      ? {
          advice: `take ${pin.file} out of the folder; gpg writes the certificate, for ${field}.file to name`,
        }
      : { advice: 'where your keyring has it, gpg puts it there' },
    { shell: exportFromKeyring(fingerprint, join(dir, file)) },
    lookAgain(dir),
  ];
}

/** Another certificate is what it takes, or another program. */
function whenUnsupported({ dir, manifest: { name, address } }: Bundle, { field, file }: PinnedKey): Next[] {
  return [
    {
      advice: `ask ${address ?? name} for a key that is RSA, Ed25519 or on a NIST curve, and let ${field}.file and ${field}.fingerprint name it`,
    },
    { advice: 'GnuPG knows more kinds of keys' },
    { shell: showKeysOf(join(dir, file)) },
  ];
}
