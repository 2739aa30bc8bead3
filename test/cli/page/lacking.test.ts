import { describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { expectRun, run } from '../../support/run.js';

describe('what a page lacks is said', () => {
  const bundle = pageBundles();

  it('an introduction', async () => {
    const dir = bundle('## A, of 10\n\ntext\n');
    for (const name of ['intro', '0']) {
      expectRun(await run(['show', name, '--bundle', dir]), {
        status: 1,
        stdout: '',
        stderr: /error: the page has no introduction: it begins with section 1\n.*hint: .* show .*1\n/,
      });
    }
  });

  it('any text', async () => {
    const dir = bundle('---\nlayout: page\n---\n');
    const named = /warning: the page .*other\.md is empty\n/;
    expectRun(await run(['show', '--bundle', dir]), { status: 0, stdout: '\n', stderr: named });
    expectRun(await run(['toc', '--bundle', dir]), { status: 0, stdout: '', stderr: named });
    const one = await run(['show', '1', '--bundle', dir]);
    expectRun(one, { status: 1, stdout: '', stderr: /error: the page has no sections/ });
    expect(one.stderr).toMatch(named);
  });
});
