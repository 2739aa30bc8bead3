import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, expect } from 'vitest';
import { findTool } from './find-tool.js';
import { removedAtEnd } from './folders.js';
import { emptyFolder, root, run } from './run.js';

/** Debian's own; as root it does without its sandbox. */
export async function startChromium(): Promise<Browser> {
  const browser = await puppeteer.launch({
    executablePath: findTool('chromium') ?? '',
    userDataDir: removedAtEnd(mkdtempSync(join(tmpdir(), 'codeship-sec-chromium-'))),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    protocolTimeout: 120_000,
  });
  afterAll(() => browser.close());
  return browser;
}

/** Debian's own, by WebDriver BiDi. */
export async function startFirefox(): Promise<Browser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findTool('firefox-esr') ?? '',
    userDataDir: removedAtEnd(mkdtempSync(join(tmpdir(), 'codeship-sec-firefox-'))),
    protocolTimeout: 120_000,
  });
  afterAll(() => browser.close());
  return browser;
}

/** Writes the page with the built program. @returns its path */
export async function makeWebPage(...args: string[]): Promise<string> {
  const path = join(emptyFolder(), 'security.html');
  const { status, stderr } = await run(['web', '-o', path, ...args]);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return path;
}

/** A page that is open in a browser. */
export interface OpenPage {
  page: Page;
  /** All that was asked for over any protocol, but for the file itself and what the page made. */
  requests: string[];
  /** What the page threw, and what the browser's log says. */
  faults: string[];
  /** Where what is saved goes. */
  saved: string;
}

export interface PageOptions {
  /** Milliseconds since 1970 that the page is told. */
  clock?: number;
  /** Without its script. */
  plain?: boolean;
  width?: number;
  /** Instead of the file's own address. */
  url?: string;
}

/** Opens a file as a user does who double-clicks it, and waits until the page has settled. */
export async function openWebPage(
  browser: Browser,
  path: string,
  { clock, plain = false, width = 1000, url = pathToFileURL(path).href }: PageOptions = {},
): Promise<OpenPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const opened: OpenPage = { page, requests: [], faults: [], saved: emptyFolder() };
  await page.setViewport({ width, height: 800 });
  await page.setJavaScriptEnabled(!plain);
  page.on('request', (request) => {
    if (request.url() !== url && !/^(blob|data):/.test(request.url())) opened.requests.push(request.url());
  });
  page.on('pageerror', (error) => opened.faults.push(String(error)));
  page.on('console', (message) => opened.faults.push(message.text()));
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    browserContextId: context.id ?? '',
    downloadPath: opened.saved,
  });
  if (clock !== undefined)
    await page.evaluateOnNewDocument(
      `{ const D = Date; Date = class extends D { constructor(...a) { a.length ? super(...a) : super(${clock}); } static now() { return ${clock}; } }; }`,
    );
  await page.goto(url);
  if (!plain) await page.waitForFunction(SETTLED);
  return opened;
}

/** The form is there, or the page says why not. */
const SETTLED = `document.documentElement.dataset.ready === 'true'`;

/** The visible text of a part of the page. */
export async function textOf({ page }: OpenPage, id: string): Promise<string> {
  return (await page.evaluate(`document.getElementById('web:${id}').innerText`)) as string;
}

/** Encrypts what is filled in, and waits for the result. */
export async function submitForm({ page }: OpenPage, timeout = 60_000): Promise<void> {
  await page.click(at('start'));
  await page.waitForSelector(at('done'), { visible: true, timeout });
}

/** Fills the form in. */
export async function fillForm(
  { page }: OpenPage,
  { text, files = [] }: { text?: string; files?: readonly string[] },
): Promise<void> {
  if (text !== undefined) await page.type(at('text'), text);
  const input = await page.$(at('files'));
  await (input as unknown as { uploadFile(...paths: string[]): Promise<void> }).uploadFile(...files);
}

/** The selector of a part of the page. */
export const at = (id: string) => `#web\\:${id}`;

/** Saves the messages of the result by its links. @returns their bytes by their names */
export async function saveMessages(
  { page, saved }: OpenPage,
  timeout = 60_000,
): Promise<Record<string, Buffer>> {
  const links = await page.$$(`${at('result')} a[download]`);
  const names: string[] = [];
  for (const link of links) {
    const name = (await (await link.getProperty('download')).jsonValue()) as string;
    names.push(name);
    await link.click();
    await expect.poll(() => existsSync(join(saved, name)), { timeout }).toBe(true);
  }
  expect(readdirSync(saved).sort()).toEqual([...names].sort());
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(saved, name))]));
}

const axe = readFileSync(createRequire(join(root, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with the page as it is. */
export async function violations({ page }: OpenPage): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run().then((r) => r.violations)')) as {
    id: string;
    nodes: { html: string; failureSummary: string }[];
  }[];
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
