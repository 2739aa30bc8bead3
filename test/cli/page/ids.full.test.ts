import { describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { expectRun, run } from '../../support/run.js';

const ID = '\ufe0f-warn';
const PAGE = `hello [there](#${ID}), <a id="${ID}x"></a>\n\n## ⚠️ Warn\n\nof this\n`;

describe('an id with a character that is not seen', () => {
  const bundle = pageBundles();

  it('is what it was in HTML and Markdown', async () => {
    const dir = bundle(PAGE);
    const html = await run(['show', '--format', 'html', '--bundle', dir]);
    expect(html.stdout).toContain('<h2 id="&#xfe0f;-warn">');
    expect(html.stdout).toContain('href="#%EF%B8%8F-warn"');
    const { stdout } = await run(['show', '--format', 'markdown', '--bundle', dir]);
    expect(stdout).toContain('(#%EF%B8%8F-warn)');
    expect(stdout).toContain('<a id="&#xfe0f;-warnx">');
    const again = await run(['show', '--format', 'html', '--bundle', bundle(stdout)]);
    expect(again.stdout).toBe(html.stdout);
  });

  it('is taken by show as it is, as toc prints it, and as it stands in a link', async () => {
    const dir = bundle(PAGE);
    expect((await run(['toc', '--bundle', dir])).stdout).toContain('\\ufe0f-warn');
    for (const id of [ID, `#${ID}`, '\\ufe0f-warn', '#%EF%B8%8F-warn']) {
      const shown = await run(['show', id, '--bundle', dir]);
      expectRun(shown, { status: 0, stdout: '1. ⚠️ Warn\n\nof this\n' });
    }
  });
});
