import { describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';

const PAGE =
  '---\ntitle: T\n---\nhello\n\n## One\n\n### Deeper *one*\n\n## Out\n{:.no_toc}\n\n## Größe & more\n\n## !!!\n';

describe('toc', () => {
  const bundle = pageBundles();

  it('lists number, title and id, indented by level, a line each where nobody looks', async () => {
    expectRun(await run(['toc', '--bundle', bundle(PAGE)]), {
      status: 0,
      stdout:
        '0  Introduction  intro\n1  One           one\n2    Deeper one  deeper-one\n4  Größe & more  größe--more\n5  !!!\n',
      stderr: '',
    });
  });

  it('puts the id below the title where a line would be wider than asked', async () => {
    const { stdout } = await run(['toc', '--width', '53']);
    expect(stdout.split('\n').slice(0, 7)).toEqual([
      '0  Introduction              intro',
      '1  System Security Overview  system-security-overview',
      '2  Can Codeship Read My Code?',
      '   can-codeship-read-my-code',
      '3  What Kind Of Access To My SCM Does Codeship Need?',
      '   what-kind-of-access-to-my-scm-does-codeship-need',
      '4  What Services Does Codeship Use?',
    ]);
    const narrow = await run(['toc', '--width', '20']);
    // an id is whole
    expect(narrow.stdout).toMatch(/^ *what-kind-of-access-to-my-scm-does-codeship-need$/m);
  });

  it('as JSON has the shape that is documented', async () => {
    const { stdout } = await run(['toc', '--json']);
    const listed = JSON.parse(stdout);
    expectSchema('toc', listed);
    expect(listed).toHaveLength(10);
    expect(listed[2]).toEqual({
      number: 2,
      id: 'can-codeship-read-my-code',
      title: 'Can Codeship Read My Code?',
      level: 2,
      url: 'https://documentation.codeship.com/general/about/security/#can-codeship-read-my-code',
    });
    expect((await run(['toc', '--format', 'json'])).stdout).toBe(stdout);
  });

  it('as Markdown and HTML links to the sections', async () => {
    expect((await run(['toc', '--format', 'markdown'])).stdout).toContain(
      '- [What Services Does Codeship Use?](https://documentation.codeship.com/general/about/security/#what-services-does-codeship-use)\n',
    );
    expect((await run(['toc', '--format', 'html'])).stdout).toContain(
      '<li value="4"><a href="#what-services-does-codeship-use">What Services Does Codeship Use?</a></li>',
    );
  });
});
