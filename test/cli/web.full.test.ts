import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, root, run, scrubbed } from '../support/run.js';
import { runOnTerminal } from '../support/terminal.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, writeBundle, writeManifest } from '../support/vendor.js';

describe('the file that web writes', () => {
  it('is valid HTML', async () => {
    const { stdout: html } = await run(['web']);
    const validate = new HtmlValidate({ extends: ['html-validate:standard'] });
    const plain = html.replace(/<(script|style)([^>]*)>[\s\S]*?<\/\1>/g, '<$1$2></$1>');
    const { results } = await validate.validateString(plain, {
      rules: { 'no-inline-style': 'off', 'long-title': 'off', 'valid-id': ['error', { relaxed: true }] },
    });
    const found = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
    );
    expect(found).toEqual([]);
  });

  it('takes a date in the place of the bundle’s', async () => {
    const { stdout } = await run(['web', '--date', '2026-11-27']);
    expect(stdout).toContain('The page and the key are as of 2026-11-27.');
    expect(stdout).not.toContain('as of 2017');
    for (const date of ['yesterday', '2026-02-30', '2026-13'])
      expectRun(await run(['web', '--date', date]), {
        status: 2,
        stdout: '',
        stderr: /^codeship-sec: error: --date is not a date: /,
      });
  });

  it('says of several keys which fingerprint is whose, and where each is published', async () => {
    const [first, second] = await Promise.all([makeVendor({ type: 'ecc' }), makeVendor({ type: 'ecc' })]);
    const keys = [
      {
        file: 'a.asc',
        fingerprint: first.fingerprint,
        name: 'Intake & <b>',
        url: 'https://example.com/a.asc',
      },
      { file: 'b.asc', fingerprint: second.fingerprint, url: 'https://example.com/b.asc', use: ['verify'] },
    ];
    const files = { 'a.asc': first.certificate, 'b.asc': second.certificate };
    const dir = writeManifest(join(emptyFolder(), 'bundle'), { address: 'a@example.com', keys }, files);
    const { stdout } = await run(['web', '--bundle', dir]);
    expect(stdout).toContain('Compare all of each fingerprint with a copy from elsewhere:');
    expect(stdout).toContain('<p class="fingerprint">Intake &amp; &lt;b&gt;<br><code>');
    for (const [words, url] of [
      ['the key of Intake &amp; &lt;b&gt;, as it is published:', 'https://example.com/a.asc'],
      ['the key, as it is published:', 'https://example.com/b.asc'],
    ])
      expect(stdout).toContain(`<li>${words} <a href="${url}">${url}</a></li>`);
  });

  it('takes no date to come: the page would warn of its age too late; today is taken in every time zone', async () => {
    const at = async (clock: string, date: string) => {
      const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/clock.cjs')}`;
      return run(['web', '--date', date], { env: { NODE_OPTIONS: preload, TEST_CLOCK: clock } });
    };
    for (const date of ['2030-01-01', '2026-11-28', '2026-12', '2027']) {
      expectRun(await at('2026-11-27T09:59:59Z', date), {
        status: 2,
        stdout: '',
        stderr: new RegExp(
          `^codeship-sec: error: --date has not come yet: ${date}\\n.*today at the latest\\n`,
        ),
      });
    }
    for (const date of ['2026-11-27', '2026-11', '2026'])
      expect((await at('2026-11-27T00:00:00Z', date)).status).toBe(0);
    expect((await at('2026-11-27T10:00:00Z', '2026-11-28')).status).toBe(0);
  });

  it('takes hostile text of a bundle as text', async () => {
    const evil = '</script><script>alert(1)</script><!-- \u202e "quoted\' & \u0007';
    const vendor = await makeVendor({ type: 'ecc' });
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, vendor, {
      name: evil,
      notices: [{ date: '2026', text: evil, source: `javascript:alert(1) ${evil}` }],
      successor: { name: evil, source: evil },
    });
    writeFileSync(join(dir, 'page.md'), `# ${evil}\n\n[x](javascript:alert(1)) ${evil}\n`);
    const { stdout, status } = await run(['web', '--bundle', dir]);
    expect(status).toBe(0);
    expect(stdout.match(/<script\b/g)).toHaveLength(2);
    expect(stdout.match(/<\/script>/g)).toHaveLength(2);
    expect(stdout).not.toContain('<!--');
    expect(stdout).not.toContain('\u202e');
    expect(stdout).not.toMatch(/href="javascript/);
    const [, json = ''] = /id="web:data">([\s\S]*?)<\/script>/.exec(stdout) ?? [];
    expect(JSON.parse(json).manifest.name).toBe(evil);
  });
});

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('web on a terminal', () => {
  it('names the command that writes a file', async () => {
    const { status, output } = await runOnTerminal(['web', '--date', '2026']);
    expect(status).toBe(2);
    expect(output).toContain('codeship-sec web --date 2026 -o security.html');
    const anyway = await runOnTerminal(['web', '-o', '-']);
    expect(anyway.status).toBe(0);
    expect(anyway.output).toContain('<!doctype html>');
  });
});
