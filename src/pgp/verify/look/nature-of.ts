import type { Nature } from '../nature.js';

const MAGIC: readonly (readonly [Nature, string])[] = [
  ['pdf', '25504446'],
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['gzip', '1f8b'],
  ['image', '89504e470d0a1a0a'],
  ['image', 'ffd8ff'],
  ['image', '47494638'],
  ['outlook', 'd0cf11e0a1b11ae1'],
  ['binary', 'fffe'],
  ['binary', 'feff'],
  ['binary', '7f454c46'],
  ['binary', 'fd377a585a00'],
  ['binary', '377abcaf271c'],
  ['binary', '28b52ffd'],
  ['binary', '425a68'],
];

const TEXTS: readonly (readonly [Nature, RegExp])[] = [
  ['age', /^age-encryption\.org\/v1|^-----BEGIN AGE ENCRYPTED FILE-----/m],
  ['ssh-signature', /^-----BEGIN SSH SIGNATURE-----/m],
  ['ssh-key', /^-----BEGIN (OPENSSH |RSA |EC |DSA |ENCRYPTED )?PRIVATE KEY-----/m],
  [
    'cms',
    /^-----BEGIN (PKCS7|CMS|PKCS #7 SIGNED DATA)-----|^Content-Type:\s*(application\/(x-)?pkcs7|multipart\/signed;[^\n]*pkcs7)/im,
  ],
  ['minisign', /^untrusted comment:/],
  ['pem', /^-----BEGIN [A-Z0-9 ]{1,40}-----/m],
];

/** DER's SignedData and EnvelopedData: SEQUENCE, then the object identifier 1.2.840.113549.1.7.x (RFC 5652). */
const CMS = Buffer.from('06092a864886f70d0107', 'hex');

/** What data is that is not OpenPGP, from its first kilobytes. */
export function natureOf(data: Buffer): Nature {
  if (data.length === 0) return 'empty';
  const head = data.subarray(0, 1 << 16);
  const hex = head.toString('hex', 0, 8);
  const magic = MAGIC.find(([, start]) => hex.startsWith(start));
  if (magic) return magic[0];
  const text = head.toString('latin1');
  const known = TEXTS.find(([, pattern]) => pattern.test(text));
  if (known) return known[0];
  const identifier = head[0] === 0x30 ? head.indexOf(CMS) : -1;
  if (identifier >= 0 && identifier < 32) return 'cms';
  return looksLikeText(head) ? 'text' : 'binary';
}

/** No NUL and few control characters. */
export function looksLikeText(head: Buffer): boolean {
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) return false;
    if (byte < 9 || (byte > 13 && byte < 27)) controls++;
  }
  return controls * 50 <= head.length;
}
