import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, run } from '../support/run.js';
import { writeManifest } from '../support/vendor.js';

const inGroups = (fingerprint: string) => fingerprint.match(/.{4}/g)?.join(' ');

describe('web', () => {
  const folder = emptyFolder();
  const path = join(folder, 'security.html');
  let html: string;
  let stderr: string;

  beforeAll(async () => {
    const result = await run(['web', '-o', path]);
    expect(result.status).toBe(0);
    ({ stderr } = result);
    html = readFileSync(path, 'utf8');
  });

  it('writes the page of the bundle, the key and the form, and prints the SHA-256', () => {
    const sum = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(stderr).toContain(`codeship-sec: its SHA-256: ${sum}\n`);
    expect(stderr).toMatch(
      /warning: the page tells its readers of this before they encrypt: the key expired on 2019-07-20/,
    );
    expect(html).toContain(inGroups('BF842CD0556157CA2436CA61410599B006C51437'));
    expect(html).toContain('<h2 id="can-codeship-read-my-code">');
    expect(html).toContain('-----BEGIN PGP PUBLIC KEY BLOCK-----');
    expect(html).toContain('The page and the key are as of 2017-04.');
    expect(html).toMatch(/First ask CloudBees \(security@cloudbees\.com\), without details/);
    expect(readdirSync(folder)).toEqual(['security.html']);
    expect(html.length).toBeLessThanOrEqual(450_000);
  });

  it('writes the same bytes again, to standard output too', async () => {
    const { stdout, status } = await run(['web']);
    expect({ status, same: stdout === html }).toEqual({ status: 0, same: true });
  });

  it('allows its own script and style by their hashes, and nothing else', () => {
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const sum = (tag: string) => {
      const [, text = ''] = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html) ?? [];
      expect(text).not.toBe('');
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy).toBe(
      `default-src 'none'; script-src ${sum('script')}; style-src ${sum('style')}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    expect(html.match(/<script\b/g)).toHaveLength(2);
    expect(html.match(/<!--/)).toBeNull();
    expect(html).not.toMatch(/ (?:style|on[a-z]+)="/);
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
    expect(script).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it('replaces no file without --force, and reports in no JSON', async () => {
    const before = readFileSync(path);
    expect((await run(['web', '-o', path])).status).toBe(59);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect((await run(['web', '-o', path, '--force'])).status).toBe(0);
    expect((await run(['web', '--json'])).status).toBe(2);
  });

  it('names places to compare with, and how to come to them, only where there are some', async () => {
    const contacts = ['mailto:security@example.com'];
    const dir = writeManifest(join(emptyFolder(), 'bundle'), { contacts }, {});
    const { stdout } = await run(['web', '--bundle', dir]);
    expect(stdout).toContain('<ul>\n<li>ask somebody whom you know there.</li>\n</ul>');
    for (const words of ['or ask somebody', 'Type such an address']) {
      expect(stdout).not.toContain(words);
      expect(html).toContain(words);
    }
  });

  it('keeps its own ids for itself: a page that names a heading or an anchor so leads elsewhere', async () => {
    const page =
      '---\n---\n# T\n\n## First {#web:data}\n\n## Second\n{: #web:form}\n\n<a id="web:text"></a> [up](#web:data)\n';
    const dir = writeManifest(
      join(emptyFolder(), 'bundle'),
      { address: 'a@example.com' },
      { 'page.md': page },
    );
    const { stdout, status } = await run(['web', '--bundle', dir]);
    expect(status).toBe(0);
    expect(stdout.match(/ id="web:(?:data|form|text)"/g)).toHaveLength(1);
    expect(stdout).toMatch(/<script type="application\/json" id="web:data">/);
    expect(stdout).toContain('<h2 id="page-web:data">First</h2>');
    expect(stdout).toContain('<a href="#page-web%3Adata">up</a>');
  });

  it('gives the page and the ways to the vendor where there is no key', async () => {
    const contacts = ['https://example.com/report', 'tel:+1-201-555-0123'];
    const dir = writeManifest(join(emptyFolder(), 'bundle'), { contacts }, {});
    const { stdout, status } = await run(['web', '--bundle', dir]);
    expect(status).toBe(0);
    expect(stdout).toContain('<a href="https://example.com/report">https://example.com/report</a>');
    expect(stdout).toContain('<a href="tel:+1-201-555-0123">+1-201-555-0123</a>');
    expect(stdout).toContain('Example publishes no OpenPGP key');
    expect(stdout.replace(/<script>[\s\S]*/, '')).not.toMatch(/<form|BEGIN PGP|<textarea/);
    expect(stdout).toContain('<h2 id="first-things">');
  });
});
