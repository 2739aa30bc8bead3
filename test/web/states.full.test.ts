import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revokeKey } from 'openpgp';
import type { Browser } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  fillForm,
  makeWebPage,
  openWebPage,
  startChromium,
  submitForm,
  textOf,
} from '../support/browser.js';
import { emptyFolder } from '../support/run.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor, writeBundle, writeManifest } from '../support/vendor.js';

const YEAR = 365 * 86_400_000;

describe.skipIf(!requireTool('chromium'))('the web page', () => {
  let browser: Browser;
  let vendor: TestVendor;

  beforeAll(async () => {
    [browser, vendor] = await Promise.all([startChromium(), makeVendor({ type: 'ecc' })]);
  });

  /** A page of the test's vendor, with these fields of the bundle changed. */
  async function pageWith(changes: object, ...args: string[]): Promise<string> {
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, vendor, changes);
    return makeWebPage('--bundle', dir, ...args);
  }
  const open = (path: string, options = {}) => openWebPage(browser, path, options);
  const isShown = (opened: Awaited<ReturnType<typeof open>>, id: string) =>
    opened.page.$eval(at(id), (element) =>
      (element as unknown as { checkVisibility(): boolean }).checkVisibility(),
    );

  it('says nothing before the form where there is nothing to say', async () => {
    const opened = await open(await pageWith({}));
    expect(await isShown(opened, 'warnings')).toBe(false);
    expect(await isShown(opened, 'form')).toBe(true);
    expect(await isShown(opened, 'otherwise')).toBe(false);
  });

  it('of the bundle that is in the program warns as encrypt does', async () => {
    const opened = await open(await makeWebPage());
    const words = await textOf(opened, 'warnings');
    expect(words).toContain('The key expired on 2019-07-20 (');
    expect(words).toContain('About Codeship: key no longer linked on the page (2020-11-11), service retired');
    expect(words).toContain('First ask CloudBees (security@cloudbees.com), without details');
    expect(words).toMatch(/This page is as of 2017-04, \d+ years ago: look for a newer one\./);
    await fillForm(opened, { text: 'x' });
    await submitForm(opened);
    const result = await textOf(opened, 'result');
    expect(result).toContain('First ask CloudBees');
    expect(result).toContain('Then send report.asc only where you are told to');
    expect(result).toContain('Write a mail to security@cloudbees.com');
    expect(result).not.toContain('mail to security@codeship.com');
  });

  it('warns of a page that is a year old, on the day', async () => {
    const path = await pageWith({}, '--date', '2026-03-01');
    const before = await open(path, { clock: Date.UTC(2027, 1, 28, 23) });
    expect(await isShown(before, 'warnings')).toBe(false);
    const after = await open(path, { clock: Date.UTC(2027, 2, 1, 1) });
    expect(await textOf(after, 'warnings')).toContain('This page is as of 2026-03-01, 12 months ago');
    expect(await isShown(after, 'form')).toBe(true);
  });

  it('warns past the date until which the bundle was to hold', async () => {
    const path = await pageWith({ expires: '2027-01-31T00:00:00Z' });
    expect(await isShown(await open(path, { clock: Date.UTC(2027, 0, 30) }), 'warnings')).toBe(false);
    const after = await open(path, { clock: Date.UTC(2027, 1, 2) });
    expect(await textOf(after, 'warnings')).toContain(
      'This page was to hold until 2027-01-31, which was 2 days ago',
    );
  });

  it('finds out by itself that the key expires, and that the clock is wrong', async () => {
    const mortal = await makeVendor({ type: 'ecc', keyExpirationTime: 86_400 });
    const path = await makeWebPage('--bundle', mortal.dir);
    expect(await isShown(await open(path), 'warnings')).toBe(false);
    const later = await open(path, { clock: Date.now() + YEAR });
    expect(await textOf(later, 'warnings')).toMatch(
      /The key expired on [-\d]+ \(1\d months ago\): no less secret/,
    );
    expect(await isShown(later, 'form')).toBe(true);
    const early = await open(path, { clock: Date.now() - YEAR });
    expect(await textOf(early, 'otherwise')).toMatch(
      /is dated in the future, [-\d]+: check this computer's clock/,
    );
    expect(await isShown(early, 'form')).toBe(false);
  });

  it('encrypts nothing to a revoked key, and shows no other way either', async () => {
    const { publicKey } = await revokeKey({ key: vendor.privateKey, format: 'armored' });
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, { certificate: publicKey, fingerprint: vendor.fingerprint });
    const opened = await open(await makeWebPage('--bundle', dir));
    expect(await isShown(opened, 'form')).toBe(false);
    const words = await textOf(opened, 'encrypt-part');
    expect(words).toMatch(
      new RegExp(`The key ${vendor.fingerprint} is not used: the key was revoked on [-\\d]+\\.`),
    );
    expect(words).not.toContain('gpg');
    expect(words).toMatch(/Ask for another key[\s\S]*Reports go to:\s*security@example\.com/);
  });

  it('of several keys names the one that is not used', async () => {
    const old = await makeVendor({
      type: 'ecc',
      date: new Date(Date.now() - YEAR),
      keyExpirationTime: 86_400,
    });
    const dir = join(emptyFolder(), 'bundle');
    const keys = [
      { file: 'a.asc', fingerprint: old.fingerprint, name: 'the old team' },
      { file: 'b.asc', fingerprint: vendor.fingerprint },
    ];
    writeManifest(
      dir,
      { address: 'security@example.com', keys },
      { 'a.asc': old.certificate, 'b.asc': vendor.certificate },
    );
    const opened = await open(await makeWebPage('--bundle', dir));
    expect(await textOf(opened, 'warnings')).toContain(
      `The key ${old.fingerprint} of the old team is not used: the key expired on`,
    );
    await fillForm(opened, { text: 'x' });
    await submitForm(opened);
    expect(await textOf(opened, 'result')).toContain('Readable only with the key of');
  });

  it('without its script is the page, the key and how to encrypt otherwise', async () => {
    const opened = await open(await pageWith({}), { plain: true });
    const words = await opened.page.$eval(
      'main',
      (main) => (main as unknown as { innerText: string }).innerText,
    );
    expect(words).toContain('The form needs the script of this page, and the script does not run here.');
    expect(words).toContain('gpg --armor --encrypt --recipient-file');
    expect(words).toMatch(/Reports go to:\s*security@example\.com/);
    expect(words).toContain('First Things');
    expect(await opened.page.$eval('pre', (pre) => pre.textContent)).toContain('BEGIN PGP PUBLIC KEY BLOCK');
    expect(await isShown(opened, 'form')).toBe(false);
  });

  it('over plain http says why it cannot encrypt', async () => {
    const path = await pageWith({});
    const { page } = await open(path);
    // a name that is not this machine's own is no secure context
    await page.setRequestInterception(true);
    page.on('request', (request) => request.respond({ contentType: 'text/html', body: readFileSync(path) }));
    await page.goto('http://security.example/');
    await page.waitForFunction("document.documentElement.dataset.ready === 'true'");
    expect(await page.evaluate('isSecureContext')).toBe(false);
    const words = (await page.evaluate("document.getElementById('web:otherwise').innerText")) as string;
    expect(words).toContain('only where it was opened from a disk or came over https');
    expect(words).toContain('gpg --armor --encrypt');
  });

  it('of a vendor without a key is the page and the ways to it', async () => {
    const contacts = ['https://example.com/report'];
    const dir = writeManifest(join(emptyFolder(), 'bundle'), { contacts }, {});
    const opened = await open(await makeWebPage('--bundle', dir));
    expect(await textOf(opened, 'encrypt-part')).toContain('https://example.com/report');
    expect(await opened.page.$('form')).toBeNull();
    expect(opened.faults).toEqual([]);
  });

  it('of a vendor with a form and a key tells to hand the message in there', async () => {
    const { address: _, ...rest } = { address: undefined, contacts: ['https://example.com/report'] };
    const dir = writeManifest(
      join(emptyFolder(), 'bundle'),
      { ...rest, key: { file: 'key.asc', fingerprint: vendor.fingerprint } },
      { 'key.asc': vendor.certificate },
    );
    const opened = await open(await makeWebPage('--bundle', dir));
    await fillForm(opened, { text: 'x' });
    await submitForm(opened);
    const result = await textOf(opened, 'result');
    expect(result).toContain(
      'Hand in report.asc at https://example.com/report, under a title that says nothing.',
    );
    expect(result).not.toContain('Write a mail');
  });

  it('shows a page in a language that runs from right to left as such', async () => {
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, vendor);
    writeFileSync(
      join(dir, 'page.md'),
      '---\nlang: he\n---\n# אבטחה\n\n## דיווח\n\nכתבו אל security@example.com.\n',
    );
    const opened = await open(await makeWebPage('--bundle', dir));
    const look = await opened.page.$eval('article p', (p) => {
      const { direction } = (
        globalThis as unknown as { getComputedStyle(e: unknown): { direction: string } }
      ).getComputedStyle(p.parentElement);
      return { direction, lang: p.parentElement?.getAttribute('lang') };
    });
    expect(look).toEqual({ direction: 'rtl', lang: 'he' });
  });
});
