import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kramdownPages } from '../../support/kramdown-pages.js';
import { commonmarkPages, githubPages } from '../../support/markdown-pages.js';
import { compileTest, ownPage, pages } from '../../support/pages.js';
import { codeLines, renderPage, seen, tooWide } from '../../support/render.js';

const widths = fc.integer({ min: 20, max: 200 });

describe('at any width from 20 to 200', () => {
  it('no line of the page is wider than asked, but for a single address or URL, or a line of code', async () => {
    const page = ownPage();
    for (let width = 20; width <= 200; width++) {
      for (const kind of ['plain', 'links'] as const) {
        expect(tooWide(await renderPage(page, width, kind), width)).toEqual([]);
      }
    }
  });

  it('nor of any other page', async () => {
    await fc.assert(
      fc.asyncProperty(pages, widths, async (source, width) => {
        const page = compileTest(source);
        for (const kind of ['plain', 'links'] as const) {
          expect(tooWide(await renderPage(page, width, kind), width, codeLines(page))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['github', githubPages],
    ['commonmark', commonmarkPages],
    ['jekyll', kramdownPages],
  ] as const)('nor of a page with what is special to %s', async (format, made) => {
    await fc.assert(
      fc.asyncProperty(made, widths, async (source, width) => {
        const page = compileTest(source, format);
        for (const kind of ['plain', 'links'] as const) {
          expect(tooWide(await renderPage(page, width, kind), width, codeLines(page))).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a line of code is whole, so that what is copied from the screen works', async () => {
    const command =
      'curl --fail --proto =https https://example.com/a-very-long/path | tar -xz --strip-components=1';
    const page = compileTest(
      `## Run\n\n\`\`\`sh\n${command}\n  indented --with-hyphens/and/slashes\n\`\`\`\n\n> 1. \`\`\`\n>    ${command}\n>    \`\`\`\n`,
    );
    for (let width = 20; width <= 120; width++) {
      const lines = seen(await renderPage(page, width, 'links')).split('\n');
      expect(
        lines.filter((line) => line.endsWith(command)),
        `${width}`,
      ).toHaveLength(2);
      expect(lines.some((line) => line.endsWith('  indented --with-hyphens/and/slashes'))).toBe(true);
      // a blank more than it takes would push it over the edge
      const [first = ''] = lines.filter((line) => line.endsWith(command));
      if (width < command.length) expect(first).toBe(command);
    }
  });

  it('colour and hyperlinks change nothing of what is read, and end with each line', async () => {
    await fc.assert(
      fc.asyncProperty(pages, widths, async (source, width) => {
        const page = compileTest(source);
        const bare = await renderPage(page, width, 'pretty');
        const inked = await renderPage(page, width, 'links');
        expect(bare).not.toContain('\u001b');
        expect(seen(inked)).toBe(bare);
        expect(seen(await renderPage(page, width, 'color'))).toBe(bare);
        for (const line of inked.split('\n'))
          expect(openSequences(line)).toEqual({ style: false, link: false });
      }),
      { numRuns: 40 },
    );
  });

  it('holds for wide characters that stand in a table alone', async () => {
    const wide = 'セキュリティに関するお問い合わせはこちらから';
    const page = compileTest(`| A | B |\n| --- | --- |\n| ${wide} | a |\n`);
    expect(tooWide(await renderPage(page, 20, 'plain'), 20)).toEqual([]);
  });

  it('no character of a page can move the cursor or hide, in any format', async () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replace(/\{[{%]/g, ''));
    await fc.assert(
      fc.asyncProperty(hostile, hostile, widths, async (text, title, width) => {
        const page = compileTest(
          `---\ntitle: ${JSON.stringify(title)}\n---\n${text}\n\n## ${title}\n\n\`${text}\` [${text}](<${text}>)\n`,
        );
        for (const kind of ['plain', 'color'] as const) {
          const left = (await renderPage(page, width, kind))
            .replace(/\u001b\[[\d;]*m/g, '')
            .replace(/\n/g, '');
          expect(left).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What is still on at the end of a line. */
function openSequences(line: string): { style: boolean; link: boolean } {
  const style = line.match(/\u001b\[[\d;]*m/g)?.at(-1);
  const link = line.match(/\u001b\]8;;[^\u001b]*\u001b\\/g)?.at(-1);
  return {
    style: style !== undefined && style !== '\u001b[0m',
    link: link !== undefined && link !== '\u001b]8;;\u001b\\',
  };
}
