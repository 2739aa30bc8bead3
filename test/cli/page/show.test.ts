import { describe, expect, it } from 'vitest';
import { expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, writeBundle } from '../../support/vendor.js';

const ESCAPE = '\u001b';

describe('show', () => {
  it('refuses what contradicts itself: exit 2, an error as JSON where JSON was asked for', async () => {
    const both = await run(['show', '--json', '--format', 'html']);
    expectRun(both, { status: 2, stderr: /--json and --format html contradict each other/ });
    expect(JSON.parse(both.stdout)).toMatchObject({ error: { code: 'USAGE', exit: 2 } });
    for (const width of ['19', 'x', '1e3', '-5']) {
      expectRun(await run(['show', `--width=${width}`]), {
        status: 2,
        stdout: '',
        stderr: /--width takes a number/,
      });
    }
    expectRun(await run(['show', '--format', 'pdf']), { status: 2, stdout: '' });
  });

  it('prints nothing of any section when one name is wrong', async () => {
    expectRun(await run(['show', '1', 'nosuchthing']), {
      status: 1,
      stdout: '',
      stderr:
        "codeship-sec: error: no section is called 'nosuchthing'\ncodeship-sec: hint: codeship-sec toc\n",
    });
  });

  it('shows Liquid that it does not know as it is written', async () => {
    const vendor = await makeVendor();
    const key = { certificate: vendor.certificate, fingerprint: vendor.fingerprint };
    const page =
      '---\ntitle: X\n---\n\n{{ page.title }} and {{ page.x | upcase }}\n\n```\n$\u007b{ secrets.A }}\n```\n';
    writeBundle(vendor.dir, key, { page: { file: 'other.md' } }, { 'other.md': page });
    expectRun(await run(['show', '--bundle', vendor.dir]), {
      status: 0,
      stdout: 'X\n\nX and {{ page.x | upcase }}\n\n    $\u007b{ secrets.A }}\n',
      stderr: '',
    });
  });

  it('prints the whole page in order, without an escape sequence', async () => {
    const result = await run(['show']);
    expectRun(result, { status: 0, stderr: '' });
    expect(result.stdout).not.toContain(ESCAPE);
    const order = [
      'Codeship Security Information',
      'We fully understand',
      'Contents',
      '1. System',
      '9. How Can I',
      '<https://documentation.codeship.com/codeship.asc>',
    ];
    const places = order.map((text) => result.stdout.lastIndexOf(text));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('takes a number, id, title, beginning, word or part, in any case and quote style', async () => {
    const second = (await run(['show', '2'])).stdout;
    for (const name of [
      'can-codeship-read-my-code',
      '#can-codeship-read-my-code',
      'CAN CODESHIP READ MY CODE',
      'can code',
      'read my code',
      'ad-my',
    ]) {
      expectRun(await run(['show', name]), { status: 0, stdout: second, stderr: '' });
    }
    expect(second).toMatch(/^2\. Can Codeship Read My Code\?\n/);
    const both = await run(['show', '3', '0']);
    expect(both.stdout.indexOf('What Kind Of Access')).toBeLessThan(
      both.stdout.indexOf('We fully understand'),
    );
  });

  it('marks the address that is not the one the link goes to, in every format', async () => {
    const warned =
      /contact@codeship\.com.{0,9}\[warning: this link goes elsewhere,\s+to <security@codeship\.com>\]/s;
    expect((await run(['show', '9'])).stdout).toMatch(warned);
    expect((await run(['show', '9', '--format', 'html'])).stdout).toContain(
      'goes elsewhere, to &lt;security@codeship.com&gt;',
    );
    expect((await run(['show', '9', '--format', 'markdown'])).stdout).toContain(
      '[contact@codeship.com](mailto:security@codeship.com)',
    );
    const json = JSON.parse((await run(['show', '9', '--json'])).stdout);
    expect(json.sections[0].links[0]).toEqual({
      text: 'contact@codeship.com',
      target: 'mailto:security@codeship.com',
      mislabelled: true,
    });
    expect(json.sections[0].links[1].mislabelled).toBe(false);
  });

  it('as JSON has one shape, with sections named and without', async () => {
    const page = JSON.parse((await run(['show', '--json'])).stdout);
    const part = JSON.parse((await run(['show', '0', 'backup', '--format', 'json'])).stdout);
    expectSchema('show', page);
    expectSchema('show', part);
    expect(page.sections.map(({ number }: { number: number }) => number)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(part).toEqual({ ...page, sections: [page.sections[0], page.sections[5]] });
    expect(part).toMatchObject({
      tags: ['security', 'gpg key'],
      redirectFrom: ['/security/', '/security/security/'],
    });
  });

  it('draws a table in columns, cells of several lines too, and one with tabs below its head', async () => {
    const vendor = await makeVendor({ type: 'ecc' } as never);
    const { certificate, fingerprint } = vendor;
    const text = '| A | B |\n|\t---\t|---|\n| a | b<br>c |\n| d |\n';
    writeBundle(vendor.dir, { certificate, fingerprint }, { page: { file: 'p.md' } }, { 'p.md': text });
    expectRun(await run(['show', '--bundle', vendor.dir]), {
      status: 0,
      stdout: 'A  B\na  b\n   c\nd\n',
      stderr: '',
    });
  });

  it('prints a section once, however often it is named', async () => {
    const one = (await run(['show', '2'])).stdout;
    expectRun(await run(['show', '2', 'can-codeship', '2']), { status: 0, stdout: one, stderr: '' });
  });
});
