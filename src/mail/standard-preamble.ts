/**
 * The sentences that mail programs put before the first part, for readers that know no MIME. They say nothing but
 * that, and stand in most signed mails: only a preamble that says something else is worth naming.
 */
const SENTENCES: ReadonlySet<string> = new Set([
  'This is an OpenPGP/MIME signed message (RFC 4880 and 3156)',
  'This is an OpenPGP/MIME signed message (RFC 2440 and 3156)',
  'This is an OpenPGP/MIME signed message (RFC 9580 and 3156)',
  'This is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)',
  'This is an OpenPGP/MIME encrypted message (RFC 2440 and 3156)',
  'This is an OpenPGP/MIME encrypted message (RFC 9580 and 3156)',
  'This is a multi-part message in MIME format.',
  'This is a multi-part message in MIME format',
  'This is a multipart message in MIME format.',
  'This is a MIME-formatted message.',
  'This is a MIME message.',
  'This is a message with multiple parts in MIME format.',
  'This is a cryptographically signed message in MIME format.',
]);

/** Whether a preamble is one of those, to the letter. */
export function isStandardPreamble(preamble: Buffer): boolean {
  return preamble.length < 200 && SENTENCES.has(preamble.toString('latin1').trim());
}
