import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fillForm,
  makeWebPage,
  type OpenPage,
  openWebPage,
  startChromium,
  submitForm,
  textOf,
} from '../support/browser.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

describe.skipIf(!requireTool('chromium'))('the policy of the web page', () => {
  let browser: Browser;
  let vendor: TestVendor;
  let path: string;
  /** What a server on this machine was asked for. */
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'text/html');
    response.end(request.url === '/page' ? readFileSync(path) : '');
  });
  let origin: string;

  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    [browser, vendor] = await Promise.all([startChromium(), makeVendor({ type: 'ecc' })]);
    path = await makeWebPage('--bundle', vendor.dir);
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  /** What the browser refused, by the directive that it names. */
  const refused = ({ page }: OpenPage) => page.evaluate('globalThis.refused') as Promise<string[]>;
  const watch = ({ page }: OpenPage) =>
    page.evaluate(
      "globalThis.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));",
    );

  it('lets nothing leave, whoever asks', async () => {
    const opened = await openWebPage(browser, path);
    await watch(opened);
    const tries = [
      `fetch('${origin}/fetch')`,
      `new Promise((resolve, reject) => { const r = new XMLHttpRequest(); r.onerror = reject; r.onload = resolve; r.open('GET', '${origin}/xhr'); r.send(); })`,
      `new Promise((resolve, reject) => { const s = new WebSocket('ws${origin.slice(4)}/socket'); s.onerror = reject; s.onopen = resolve; })`,
      `new Promise((resolve, reject) => { const s = new EventSource('${origin}/events'); s.onerror = reject; s.onopen = resolve; })`,
      ...['img', 'script', 'iframe', 'audio', 'object', 'link'].map((name) => {
        const attribute = name === 'object' ? 'data' : name === 'link' ? 'href' : 'src';
        return `new Promise((resolve, reject) => { const e = document.createElement('${name}'); e.rel = 'stylesheet'; e.onload = resolve; e.onerror = reject; e.${attribute} = '${origin}/${name}'; document.body.append(e); setTimeout(reject, 1000); })`;
      }),
      `import('${origin}/import')`,
      `new Promise((resolve, reject) => { const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))); w.onmessage = resolve; w.onerror = reject; })`,
    ];
    for (const one of tries) {
      const outcome = await opened.page.evaluate(
        `(async () => ${one})().then(() => 'done', () => 'refused')`,
      );
      // a frame that is refused is loaded, and empty
      if (!one.includes("'iframe'")) expect(outcome, one).toBe('refused');
    }
    await opened.page.evaluate(`navigator.sendBeacon('${origin}/beacon', 'x')`);
    await opened.page.evaluate(
      `{ const f = document.createElement('form'); f.action = '${origin}/form'; document.body.append(f); f.submit(); }`,
    );
    await expect
      .poll(() => refused(opened))
      .toEqual(
        expect.arrayContaining([
          'connect-src',
          'img-src',
          'script-src-elem',
          'frame-src',
          'media-src',
          'object-src',
          'style-src-elem',
          'worker-src',
          'form-action',
        ]),
      );
    expect(asked).toEqual([]);
  });

  it('runs no script but its own, and takes no style and no base', async () => {
    const opened = await openWebPage(browser, path);
    await watch(opened);
    await opened.page.evaluate(`{
      const s = document.createElement('script'); s.textContent = 'globalThis.injected = 1'; document.body.append(s);
      document.body.insertAdjacentHTML('beforeend', '<img src="data:x" onerror="globalThis.injected = 2"><p style="position:fixed">x</p>');
      const a = document.createElement('a'); a.href = 'javascript:globalThis.injected = 3'; document.body.append(a); a.click();
      const b = document.createElement('base'); b.href = '${origin}/'; document.head.append(b);
    }`);
    await expect
      .poll(() => refused(opened))
      .toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr', 'style-src-attr', 'base-uri']));
    expect(await opened.page.evaluate('globalThis.injected')).toBeUndefined();
    expect(await opened.page.evaluate('document.baseURI')).toMatch(/^file:/);
    const evaluated = "(() => { try { return (0, eval)('1'); } catch (error) { return error.name; } })()";
    // the driver's own evaluation is beyond the policy, and so is what it calls: a timer of the page is not
    expect(
      await opened.page.evaluate(`new Promise((resolve) => setTimeout(() => resolve(${evaluated}), 0))`),
    ).toBe('EvalError');
  });

  it('is the same where the page comes over a network', async () => {
    const opened = await openWebPage(browser, path, { url: `${origin}/page` });
    await fillForm(opened, { text: 'a report' });
    await submitForm(opened);
    expect(await textOf(opened, 'result')).toContain('The message is encrypted');
    expect(opened.requests).toEqual([]);
    expect(asked).toEqual(['/page']);
  });
});
