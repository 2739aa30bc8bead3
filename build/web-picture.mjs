// Draws the picture of the web page that README.md shows. Where the page changes:
//   node build/web-picture.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'codeship-sec-picture-'));
const file = join(work, 'security.html');
execFileSync(process.execPath, [join(root, 'bin/codeship-sec.cjs'), 'web', '-o', file], { stdio: 'inherit' });
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  userDataDir: join(work, 'chromium'),
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
await page.setViewport({ width: 760, height: 1270 });
await page.goto(pathToFileURL(file).href);
await page.waitForFunction("document.documentElement.dataset.ready === 'true'");
await page.type('#web\\:text', 'The reset link of /password/reset can be used twice:\n\n1. ask for a link');
await page.evaluate('document.activeElement.blur()');
await page.screenshot({ path: join(root, 'docs/img/web.webp'), type: 'webp', quality: 80 });
await browser.close();
rmSync(work, { recursive: true });
