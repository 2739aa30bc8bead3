/**
 * The sentences that mail programs put before the first part, for readers that know no MIME. They say nothing but
 * that, and stand in most signed mails: only a preamble that says something else is worth naming.
 */
const STANDARD =
  /^This is (an OpenPGP\/MIME (signed|encrypted) message \(RFC (2440|4880|9580) and 3156\)|a (multi-?part message in MIME format|MIME-formatted message|MIME message|message with multiple parts in MIME format|cryptographically signed message in MIME format))\.?$/;

/** Whether a preamble is one of those, to the letter. */
export function isStandardPreamble(preamble: Buffer): boolean {
  return preamble.length < 200 && STANDARD.test(preamble.toString('latin1').trim());
}
