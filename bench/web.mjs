import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { median, work } from './measure.mjs';
import { ours } from './peers.mjs';
import { publish, table } from './report.mjs';

const SIZE = 100_000_000;

/** The page in Chromium: its size, how soon it is ready, and what encrypting 100 MB costs. */
export async function web({ times = 5 }) {
  const path = join(work, 'security.html');
  const [node, ...args] = ours('web', '-o', path);
  execFileSync(node, args, { stdio: 'ignore' });
  const large = join(work, 'large.bin');
  writeFileSync(large, Buffer.alloc(SIZE, 'what a report may have as an attachment, '));
  const runs = [];
  for (let turn = -1; turn < times; turn++) {
    const one = await inNewBrowser(turn, (browser) => measured(browser, path, large));
    if (turn >= 0) runs.push(one);
  }
  const version = await inNewBrowser(times, (browser) => browser.version());
  const of = (name, digits, unit) => `${median(runs.map((one) => one[name])).toFixed(digits)} ${unit}`;
  const rows = [
    ['the file', `${Math.round(statSync(path).size / 1000)} KB`, 'at most 450 KB'],
    ['ready after its start', of('ready', 0, 'ms'), 'at most 300 ms'],
    ['100 MB, armored', of('seconds', 1, 's'), 'at most 6 s'],
    ['the longest task meanwhile', of('longest', 0, 'ms'), 'at most 100 ms'],
    ['the most memory of the renderer', of('memory', 0, 'MiB'), 'at most 230 MiB'],
  ];
  const text = `\`web\`, opened from a disk; ${times} runs, the median.\n\n${table([['what', 'measured', 'goal'], ...rows])}`;
  publish('The web page', text, [`Node.js ${process.version}`, version]);
}

/** What ran before would have left memory behind. */
async function inNewBrowser(turn, use) {
  const browser = await puppeteer.launch({
    executablePath: execFileSync('which', ['chromium']).toString().trim(),
    userDataDir: join(work, `chromium-${turn}`),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** One run. */
async function measured(browser, path, large) {
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(`
    globalThis.longest = 0;
    new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) longest = Math.max(longest, duration); }).observe({ type: 'longtask', buffered: true });
    new MutationObserver((_, self) => {
      if (document.documentElement?.dataset.ready !== 'true') return;
      globalThis.readyAfter = performance.now();
      self.disconnect();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });`);
  await page.goto(pathToFileURL(path).href);
  await page.waitForFunction('globalThis.readyAfter > 0');
  const ready = await page.evaluate('readyAfter');
  await (await page.$('#web\\:files')).uploadFile(large);
  await page.evaluate('longest = 0');
  let seconds;
  const memory = await peakMemory(browser, async () => {
    const started = performance.now();
    await page.evaluate("document.getElementById('web:start').click()");
    await page.waitForSelector('#web\\:done', { timeout: 120_000 });
    seconds = (performance.now() - started) / 1000;
  });
  const longest = await page.evaluate('longest');
  await page.close();
  return { ready, seconds, longest, memory };
}

/**
 * MiB that are resident in the renderer that has had the most (the others are those of empty pages). More than a
 * hundred of them are Chromium's own files, which its processes share.
 *
 * @param action during which the kernel's peak is read again and again: afterwards it can be 40 MiB less
 */
async function peakMemory(browser, action) {
  const session = await browser.target().createCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  let peak = 0;
  const look = () => {
    for (const { id } of renderers) {
      const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
      peak = Math.max(peak, Number(kilobytes) / 1024);
    }
  };
  const timer = setInterval(look, 10);
  try {
    await action();
    look();
  } finally {
    clearInterval(timer);
  }
  return peak;
}
