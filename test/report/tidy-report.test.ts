import { describe, expect, it } from 'vitest';
import { REPORT_FIELDS } from '../../src/report/report-fields.js';
import { reportTemplate } from '../../src/report/template.js';
import { isTemplate, isUntouched, tidyReport } from '../../src/report/tidy-report.js';

const EXAMPLE = { name: 'Example', contact: 'security@example.com', page: 'https://example.com/security' };
const template = reportTemplate(EXAMPLE);
const { description, impact, steps, title } = REPORT_FIELDS;

/** A part of the template, filled in. */
const filled = (text: string) =>
  template.replace(`<!-- ${description.help} -->`, () => `<!-- ${description.help} -->\n${text}`);
const HEAD =
  '# Security report for Example\n\n- To: security@example.com\n- Their page: https://example.com/security\n';

describe('a filled-in template', () => {
  it('keeps what was written, and leaves out the rest and the help', () => {
    const text = filled('It breaks.\n\n<!-- my own -->').replace(
      `## ${steps.heading}\n`,
      `## ${steps.heading}\n\n1. open\n2. crash\n`,
    );
    const expected = `${HEAD}\n## Description\n\nIt breaks.\n\n<!-- my own -->\n\n\n## ${steps.heading}\n\n1. open\n2. crash\n\n\n`;
    expect(tidyReport(text)).toBe(expected);
    expect(tidyReport(text.replaceAll('\n', '\r\n'))).toBe(expected.replaceAll('\n', '\r\n'));
    expect(isUntouched(text, EXAMPLE)).toBe(false);
  });

  it.each([
    ['a fence', `\`\`\`md\n## Impact\n\n## Title\n<!-- ${title.help} -->\n\`\`\``],
    ['a longer fence', `~~~~\n~~~\n## Impact\n\n~~~~`],
    ['a fence in a list', `1. open\n\n   \`\`\`\n## Impact\n\n   \`\`\``],
    ['a fence that is not closed', `\`\`\`\n## Impact\n\n## Title\n`],
    ['indented code', `text\n\n    ## Impact\n    <!-- ${impact.help} -->`],
    ['blanks at the ends of lines, and blank lines', 'GET /\n\n\n\nbody   \n \t\n\n'],
  ])('keeps each line of %s', (_what, text) => {
    expect(tidyReport(filled(text))).toContain(`## Description\n\n${text}\n`);
  });

  it('keeps a heading and a line of help that are there once more', () => {
    const text = filled(`first\n\n## ${impact.heading}\n\n<!-- ${description.help} -->`);
    expect(tidyReport(text)).toContain(`first\n\n## Impact\n\n<!-- ${description.help} -->\n`);
  });

  it('is known by what it says of itself, or by its first line and its help', () => {
    const text = filled('It breaks.');
    const [head = '', ...help] = text.split(/(?=<!--)/);
    for (const one of [text, text.replaceAll('\n', '\r\n'), `\ufeff${head}${help[3]}`, help.join('')])
      expect(isTemplate(one)).toBe(true);
    for (const one of [head, `# Mine\n\n${help[3]}`, '', `\`\`\`\n${text}`])
      expect(isTemplate(one)).toBe(false);
  });

  it('is untouched where only blanks and line ends differ, or help was taken out, or all of it', () => {
    for (const same of [
      template,
      template.replaceAll('\n', '\r\n'),
      `\ufeff${template}`,
      `${template}\n\n`,
      template.replace(/<!--.*-->/g, ''),
      '',
      '\n',
      '# Security report for Example\n',
    ])
      expect(isUntouched(same, EXAMPLE)).toBe(true);
    expect(isUntouched(`${template}x`, EXAMPLE)).toBe(false);
    expect(isUntouched(`x${template}`, EXAMPLE)).toBe(false);
  });
});
