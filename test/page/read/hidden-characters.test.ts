import { expect, it } from 'vitest';
import { safeJson } from '../../../src/text/sanitize.js';
import { compileTest } from '../../support/pages.js';

it.each(['\u00ad', '\u200b', '\u202e', '\u{e0041}'])(
  'a character that is not seen (%j) is in the text, and an escape where it is drawn',
  (sign) => {
    const [section] = compileTest(`co${sign}op **ra${sign}te**\n\n\`\`\`\n\tco${sign}de\n\`\`\`\n`).sections;
    expect(section?.text).toBe(`co${sign}op ra${sign}te\n    co${sign}de`);
    const { text } = JSON.parse(safeJson({ text: section?.text }));
    expect(text).toBe(section?.text);
    const drawn = section?.blocks.map((block) =>
      block.kind === 'text' ? block.words.map(({ spans }) => spans.map(([shown]) => shown).join('')) : block,
    );
    expect(JSON.stringify(drawn)).toMatch(/co\\\\u.*op.*ra\\\\u.*te.*co\\\\u.*de/);
  },
);
