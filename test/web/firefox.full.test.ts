import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { at, makeWebPage, startFirefox } from '../support/browser.js';
import { emptyFolder } from '../support/run.js';
import { gpgHome, requireTool } from '../support/tools.js';
import { makeVendor } from '../support/vendor.js';

const present = [requireTool('firefox-esr'), requireTool('gpg')].every(Boolean);

describe.skipIf(!present)('the web page in Firefox', () => {
  it('encrypts a text and a file, and gpg reads them', async () => {
    const [browser, vendor] = await Promise.all([startFirefox(), makeVendor()]);
    const path = await makeWebPage('--bundle', vendor.dir);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path).href);
    await page.waitForFunction("document.documentElement.dataset.ready === 'true'");
    expect(await page.evaluate("document.getElementById('web:form').hidden")).toBe(false);
    const content = 'no letter but ß\n'.repeat(20_000);
    const file = join(emptyFolder(), 'file.txt');
    writeFileSync(file, content);
    await page.type(at('text'), 'a report — with a dash');
    const input = await page.$(at('files'));
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    await page.click(at('start'));
    await page.waitForSelector(at('done'));
    const messages = (await page.$$eval(`${at('result')} textarea`, (all) =>
      all.map((one) => (one as unknown as { value: string }).value),
    )) as string[];
    const { gpg } = gpgHome(vendor.secretKey);
    expect(messages.map((message) => gpg(['--decrypt'], message).toString())).toEqual([
      'a report — with a dash',
      content,
    ]);
    rmSync(file);
    await page.click(at('start'));
    await page.waitForFunction("document.getElementById('web:fault').textContent !== ''");
    expect(await page.$eval(at('fault'), (fault) => fault.textContent)).toMatch(
      /^file\.txt cannot be read: /,
    );
  });
});
