import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/declared/page.js';
import { pageBundles } from '../../support/page-bundle.js';
import { expectRun, run } from '../../support/run.js';

const PAGE =
  '---\ntitle: T\n---\nhello\n\n## One\n\n### Deeper *one*\n\n## Out\n{:.no_toc}\n\n## Größe & more\n\n## !!!\n';

describe('toc', () => {
  const bundle = pageBundles();

  it('every number and id that it lists is taken by show', async () => {
    const dir = bundle(PAGE);
    const listed = JSON.parse((await run(['toc', '--json', '--bundle', dir])).stdout);
    expect(listed).toHaveLength(5);
    for (const { number, id } of listed) {
      const byNumber = await run(['show', String(number), '--bundle', dir]);
      expect(byNumber.status).toBe(0);
      if (id !== '')
        expectRun(await run(['show', id, '--bundle', dir]), { status: 0, stdout: byNumber.stdout });
    }
  });

  it('takes a page of 2,000 sections, and show any of them', async () => {
    const page = Array.from({ length: 2_000 }, (_, i) => `## Part ${i + 1}\n\nText of ${i + 1}.\n`).join(
      '\n',
    );
    const dir = bundle(page);
    const { stdout, status } = await run(['toc', '--bundle', dir]);
    expect([status, stdout.split('\n').length]).toEqual([0, 2_001]);
    expectRun(await run(['show', '1500', '--bundle', dir]), {
      status: 0,
      stdout: '1500. Part 1500\n\nText of 1500.\n',
    });
    const ambiguous = await run(['show', 'part', '--bundle', dir]);
    expectRun(ambiguous, { status: 1, stdout: '', stderr: /could be any of 2000 sections/ });
    expect(ambiguous.stderr.split('\n').length).toBeLessThan(15);
  });

  it('of an empty page is empty, and a warning says why', async () => {
    expectRun(await run(['toc', '--bundle', bundle(''), '--json']), {
      status: 0,
      stdout: '[]\n',
      stderr: /^codeship-sec: warning: the page \S+ is empty\n$/,
    });
    for (const format of FORMATS) {
      expect((await run(['toc', '--bundle', bundle(''), '--format', format])).status).toBe(0);
      expect((await run(['show', '--bundle', bundle(''), '--format', format])).status).toBe(0);
    }
  });
});
