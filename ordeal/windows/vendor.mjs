import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as openpgp from 'openpgp';

const YEAR = 365 * 24 * 3600;
const userIDs = [{ name: 'Vendor', email: 'security@vendor.example' }];

/**
 * Writes what the command lines of run.mjs work with: a report, a vendor's bundle with newer copies of its key, a
 * reporter's key, and messages that the vendor signed.
 */
export async function writeInputs(folder) {
  const write = (name, text) => writeFileSync(join(folder, name), text);
  const date = new Date(Date.now() - 60_000);
  const { privateKey } = await openpgp.generateKey({ type: 'ecc', userIDs, date, format: 'object' });
  mkdirSync(join(folder, 'vendor'));
  write('vendor/vendor.asc', privateKey.toPublic().armor());
  write('vendor/security.md', '# Security\n\nWrite to us.\n');
  const manifest = {
    name: 'Vendor',
    address: 'security@vendor.example',
    page: { file: 'security.md' },
    key: { file: 'vendor.asc', fingerprint: privateKey.getFingerprint().toUpperCase() },
  };
  write('vendor/bundle.json', JSON.stringify(manifest));
  for (const years of [2, 3]) {
    const options = { privateKey, userIDs, keyExpirationTime: years * YEAR, format: 'object' };
    const { privateKey: newer } = await openpgp.reformatKey({
      ...options,
      date: new Date(date.getTime() + years * 1000),
    });
    write(`newer-${years}.asc`, newer.toPublic().armor());
  }

  const message = await openpgp.createCleartextMessage({ text: 'All is well\nwith us' });
  const signed = (await openpgp.sign({ message, signingKeys: privateKey })).replaceAll('\r\n', '\n');
  write('lf.asc', signed);
  write('crlf.asc', signed.replaceAll('\n', '\r\n'));
  write('forged.asc', signed.replace('All is well', 'All is lost'));

  const me = await openpgp.generateKey({ type: 'ecc', userIDs: [{ email: 'me@example.org' }], date });
  write('me.asc', me.publicKey);
  write('me.key', me.privateKey);
  write('report.txt', 'What I found\r\n');
}
