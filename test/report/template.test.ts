import { describe, expect, it } from 'vitest';
import { REPORT_FIELDS } from '../../src/report/report-fields.js';
import { filledReport, reportTemplate } from '../../src/report/template.js';

const EXAMPLE = { name: 'Example', contact: 'security@example.com', page: 'https://example.com/security' };
const template = reportTemplate(EXAMPLE);

describe('a report', () => {
  it('has every part with one line of help, and the vendor in its head', () => {
    expect(template.split('\n').slice(0, 4)).toEqual([
      '# Security report for Example',
      '',
      '- To: security@example.com',
      '- Their page: https://example.com/security',
    ]);
    for (const { heading, help } of Object.values(REPORT_FIELDS))
      expect(template).toContain(`\n## ${heading}\n\n<!-- ${help} -->\n`);
  });

  it('of a program has the parts that it has an answer for', () => {
    expect(filledReport({ ...EXAMPLE, page: undefined }, { title: ' Overflow ', impact: '' })).toBe(
      '# Security report for Example\n\n- To: security@example.com\n\n## Title\n\nOverflow\n',
    );
  });
});
