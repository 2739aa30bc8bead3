import { contactName } from '../../bundle/contact-uri.js';
import type { Manifest } from '../../bundle/manifest.js';
import type { OptionsOf } from '../../declared/values.js';
import { Failure } from '../../errors.js';

type Options = OptionsOf<'encrypt'>;

/** Refuses options whose value is wrong, or that contradict one another. @throws Failure USAGE */
export function checkEncryptOptions(options: Options): void {
  checkFilename(options);
  if (options.email) checkEmail(options);
  else refuseMailFields(options);
}

function refuseMailFields(options: Options): void {
  const [given] = mailFields(options);
  if (!given) return;
  const [option] = given;
  throw new Failure('USAGE', `${option} goes with --email`, [
    { again: ['--email'] },
    { again: [], without: [option] },
  ]);
}

/** The fields of a mail that were given. */
function mailFields({ from, subject }: Options): [option: string, value: string][] {
  return Object.entries({ '--from': from, '--subject': subject }).flatMap(([option, value]) =>
    value === undefined ? [] : [[option, value]],
  );
}

function checkEmail(options: Options): void {
  if (options.binary) {
    throw new Failure('USAGE', '--binary and --email contradict each other: a mail is text', [
      { again: [], without: ['--binary'] },
    ]);
  }
  for (const [option, value] of mailFields(options)) {
    if (!/[\r\n]/.test(value)) continue;
    throw new Failure('USAGE', `${option} takes one line`, [{ again: [], without: [option] }]);
  }
}

/** Where a mail goes. @throws Failure USAGE where the vendor takes none */
export function addressForMail({ name, address, contacts }: Manifest): string {
  if (address !== null) return address;
  const [first = ''] = contacts;
  throw new Failure('USAGE', `${name} has no mail address, which --email needs`, [
    { advice: `reports go to ${contactName(first)}: encrypt the report alone, and hand it in there` },
    { again: [], without: ['--email'] },
  ]);
}

function checkFilename(options: Options): void {
  const bytes = Buffer.byteLength(options.setFilename ?? '');
  if (bytes > 255) {
    throw new Failure('USAGE', `--set-filename takes at most 255 bytes, and this name has ${bytes}`, [
      { again: [], without: ['--set-filename'] },
    ]);
  }
}
