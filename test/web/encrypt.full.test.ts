import { randomFillSync } from 'node:crypto';
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  fillForm,
  makeWebPage,
  type OpenPage,
  openWebPage,
  saveMessages,
  startChromium,
  submitForm,
  textOf,
} from '../support/browser.js';
import { emptyFolder } from '../support/run.js';
import { gpgHome, requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const present = [requireTool('chromium'), requireTool('gpg')].every(Boolean);

describe.skipIf(!present)('the form of the web page', () => {
  const folder = emptyFolder();
  let browser: Browser;
  let vendor: TestVendor;
  let path: string;
  let decrypt: (message: Buffer) => Buffer;

  const file = (name: string, content: Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const open = () => openWebPage(browser, path);
  const unharmed = ({ requests, faults }: OpenPage) =>
    expect({ requests, faults }).toEqual({ requests: [], faults: [] });

  beforeAll(async () => {
    [browser, vendor] = await Promise.all([startChromium(), makeVendor()]);
    path = await makeWebPage('--bundle', vendor.dir);
    const { gpg } = gpgHome(vendor.secretKey);
    decrypt = (message) => {
      const at = file('message', message);
      gpg(['-o', join(folder, 'plain'), '--decrypt', at]);
      return readFileSync(join(folder, 'plain'));
    };
  });

  it('encrypts a text, in any script, and says who can read it and what to do next', async () => {
    const opened = await open();
    const text = 'Ein Bericht — отчёт 報告 <script>alert(1)</script>\n\nWith two lines.\n';
    await fillForm(opened, { text });
    await submitForm(opened);
    const { 'report.asc': message = Buffer.alloc(0), ...others } = await saveMessages(opened);
    expect(others).toEqual({});
    expect(message.toString()).toMatch(/^-----BEGIN PGP MESSAGE-----\n\n/);
    expect(decrypt(message).toString()).toBe(text);
    const shown = await textOf(opened, 'result');
    expect(shown).toContain('Example Security <security@example.com>');
    expect(shown).toContain((vendor.fingerprint.match(/.{4}/g) ?? []).join(' '));
    expect(shown).toContain(
      'Attach report.asc to a mail to security@example.com, under a subject that says nothing.',
    );
    expect(shown).toContain('Keep a copy of the report: you cannot decrypt the message.');
    expect(
      await opened.page.$$eval(`${at('result')} a[href^=mailto]`, (all) =>
        all.map((one) => one.getAttribute('href')),
      ),
    ).toEqual(['mailto:security@example.com?subject=Security%20report']);
    unharmed(opened);
  });

  it('encrypts a text and three files, each to a message of its own, binary ones too', async () => {
    const opened = await open();
    const contents: Record<string, Buffer> = {
      'empty.txt': Buffer.alloc(0),
      'one byte.bin': Buffer.of(0xff),
      'some.pdf': randomFillSync(Buffer.alloc(3 * (1 << 20) + 5)),
    };
    const files = Object.entries(contents).map(([name, content]) => file(name, content));
    await opened.page.click('input[value=gpg]');
    await fillForm(opened, { text: 'see the files', files });
    await submitForm(opened);
    const messages = await saveMessages(opened);
    expect(Object.keys(messages)).toEqual([
      'report.gpg',
      'empty.txt.gpg',
      'one byte.bin.gpg',
      'some.pdf.gpg',
    ]);
    expect(decrypt(messages['report.gpg'] as Buffer).toString()).toBe('see the files');
    for (const [name, content] of Object.entries(contents))
      expect(decrypt(messages[`${name}.gpg`] as Buffer).equals(content), name).toBe(true);
    expect(await textOf(opened, 'result')).toContain('empty.txt is empty: so is the message.');
    unharmed(opened);
  });

  it('encrypts 100 MB', async () => {
    const opened = await open();
    const content = randomFillSync(Buffer.alloc(100_000_000));
    await fillForm(opened, { files: [file('large.bin', content)] });
    await submitForm(opened);
    const { 'large.bin.asc': message = Buffer.alloc(0) } = await saveMessages(opened);
    expect(decrypt(message).equals(content)).toBe(true);
    expect(await textOf(opened, 'result')).toContain('more than many a mail server takes');
    unharmed(opened);
  });

  it('frees what it has read and what the cipher gave as soon as it has used it', async () => {
    const opened = await open();
    await opened.page.evaluate(`
      globalThis.large = [];
      for (const [owner, name] of [[crypto.subtle, 'encrypt'], [Blob.prototype, 'arrayBuffer']]) {
        const given = owner[name];
        owner[name] = async function (...parameters) {
          const buffer = await given.apply(this, parameters);
          if (buffer.byteLength > 1e6) large.push(buffer);
          return buffer;
        };
      }`);
    await fillForm(opened, { files: [file('some.bin', randomFillSync(Buffer.alloc(5 << 20)))] });
    await submitForm(opened);
    const left = await opened.page.evaluate('large.map(({ byteLength }) => byteLength)');
    expect(left).toEqual(Array(10).fill(0));
    unharmed(opened);
  });

  it('numbers two files of one name, and copies a message', async () => {
    const opened = await open();
    const other = join(emptyFolder(), 'a.txt');
    writeFileSync(other, 'second');
    await opened.page.evaluate(
      'navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }',
    );
    await fillForm(opened, { files: [file('a.txt', Buffer.from('first')), other] });
    await submitForm(opened);
    await opened.page.click(`${at('result')} button`);
    const messages = await saveMessages(opened);
    expect(Object.values(messages).map((message) => decrypt(message).toString())).toEqual([
      'first',
      'second',
    ]);
    expect(Object.keys(messages)).toEqual(['a.txt.asc', 'a.txt-2.asc']);
    expect(await opened.page.evaluate('globalThis.copied')).toBe(messages['a.txt.asc']?.toString());
    expect(await textOf(opened, 'result')).toContain('Copied.');
  });

  it('asks for something to encrypt, and names a file that is gone', async () => {
    const opened = await open();
    await opened.page.click(at('start'));
    expect(await textOf(opened, 'fault')).toBe('Write a report, or choose a file.');
    const gone = file('gone.txt', Buffer.from('x'));
    await fillForm(opened, { files: [gone] });
    // Chromium looks at a file when it is first asked for its size, and tells by whole seconds whether it has changed
    utimesSync(gone, 1e9, 1e9);
    await opened.page.evaluate("document.querySelector('input[type=file]').files[0].slice(0, 1).size");
    writeFileSync(gone, 'changed since, and longer');
    await opened.page.click(at('start'));
    await opened.page.waitForFunction(
      "document.getElementById('web:fault').textContent.includes('gone.txt')",
    );
    expect(await textOf(opened, 'fault')).toMatch(/^gone\.txt cannot be read: it may have been changed/);
    expect(await opened.page.$(at('done'))).toBeNull();
  });

  it('makes no empty message of a file that was deleted since it was chosen', async () => {
    const opened = await open();
    const gone = file('deleted.txt', Buffer.from('x'));
    await fillForm(opened, { text: 'a report', files: [gone] });
    rmSync(gone);
    await opened.page.click(at('start'));
    await opened.page.waitForFunction("document.getElementById('web:fault').textContent !== ''");
    expect(await textOf(opened, 'fault')).toMatch(/^deleted\.txt cannot be read: /);
    expect(await opened.page.$(at('done'))).toBeNull();
    await fillForm(opened, { files: [file('there.txt', Buffer.alloc(0))] });
    expect(await textOf(opened, 'fault')).toBe('');
    await submitForm(opened);
    expect(Object.keys(await saveMessages(opened))).toEqual(['report.asc', 'there.txt.asc']);
  });

  it('says that the form has changed since it was encrypted, and keeps it from being lost', async () => {
    const opened = await open();
    const { page } = opened;
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.accept();
    });
    await fillForm(opened, { text: 'a report' });
    await submitForm(opened);
    expect(await textOf(opened, 'status')).toBe('');
    await page.reload();
    expect(asked).toEqual([]);
    await fillForm(opened, { text: 'a report' });
    await submitForm(opened);
    await fillForm(opened, { text: ', and more' });
    expect(await textOf(opened, 'status')).toMatch(/^You have changed the form since: encrypt again/);
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
  });

  it('takes a line of 4 MB into its field', async () => {
    const { page } = await open();
    const milliseconds = await page.evaluate(`{
      const text = document.getElementById('web:text');
      const start = performance.now();
      text.value = 'x'.repeat(4e6);
      text.scrollHeight;
      performance.now() - start;
    }`);
    expect(milliseconds).toBeLessThan(30_000);
  });

  it('stops when it is told to', async () => {
    const opened = await open();
    await fillForm(opened, { files: [file('long.bin', Buffer.alloc(200_000_000))] });
    await opened.page.click(at('start'));
    await opened.page.waitForFunction("document.getElementById('web:bar').value > 0");
    await opened.page.click(at('stop'));
    await opened.page.waitForFunction(
      "document.getElementById('web:status').textContent.startsWith('Stopped')",
    );
    expect(await opened.page.$(at('done'))).toBeNull();
    await fillForm(opened, { text: 'again' });
    expect(await opened.page.$eval(at('start'), (button) => button.hasAttribute('disabled'))).toBe(false);
  });
});
