import { describe, expect, it } from 'vitest';
import { unitsOf } from '../../../src/output/layout/units.js';
import { messageLines } from '../../../src/output/terminal/message-lines.js';

const START = 'codeship-sec: hint: ';
const at40 = (text: string, names: string[] = []) => messageLines(START, unitsOf(text, names), 40);

describe('a message on a terminal', () => {
  it('is wrapped at its width, indented from the second line on', () => {
    expect(at40('short')).toEqual(['short']);
    expect(at40('twenty cells, no mor')).toEqual(['twenty cells, no mor']);
    expect(at40('write DATE as 2030-01-31 or 2030-01-31T00:00:00Z')).toEqual([
      'write DATE as',
      '  2030-01-31 or 2030-01-31T00:00:00Z',
    ]);
  });

  it('has each command whole on one line, however long', () => {
    const command = `codeship-sec encrypt --bundle '/a folder/${'x'.repeat(40)}' --force a b`;
    expect(at40(command)).toEqual(['', command]);
    expect(at40(`for the rest: ${command}`)).toEqual(['for the rest:', command]);
    expect(at40('pack it first: tar -czf folder.tar.gz folder')).toEqual([
      'pack it first:',
      '  tar -czf folder.tar.gz folder',
    ]);
    expect(at40('codeship-sec toc')).toEqual(['codeship-sec toc']);
    expect(at40("as it stands (sendmail -t < 'a, report.eml', or not)")).toEqual([
      'as it stands',
      "  (sendmail -t < 'a, report.eml', or",
      '  not)',
    ]);
  });

  it('breaks no path in quotes and no URL, and takes an apostrophe for what it is', () => {
    const url = `https://example.com/${'y'.repeat(50)}`;
    expect(at40(`see ${url} for more`)).toEqual(['see', url, '  for more']);
    expect(at40("no section is called 'a name with spaces in it'")).toEqual([
      'no section is called',
      "  'a name with spaces in it'",
    ]);
    for (const line of at40("the vendor's page is not the reporter's page, and it's long")) {
      expect(line.length).toBeLessThanOrEqual(40);
    }
  });

  it('breaks no name with blanks that the run knows, nor a fingerprint in groups', () => {
    const names = ['my long report about the login.txt'];
    expect(at40('wrote my long report about the login.txt.asc (1 KiB)', names)).toEqual([
      'wrote',
      '  my long report about the login.txt.asc',
      '  (1 KiB)',
    ]);
    const four = '0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567';
    expect(at40(`by ${four}`)).toEqual(['by', four]);
    const six = `${'0123 4567 89AB CDEF '.repeat(4)}`.trimEnd();
    expect(at40(`by ${six} too`)).toEqual(['by', six, '  too']);
    // what the indent alone would push over the edge
    expect(at40(`by ${'A'.repeat(40)}`)).toEqual(['by', 'A'.repeat(40)]);
  });

  it('counts cells', () => {
    const lines = at40('漢字'.repeat(5).concat(' ', '漢字'.repeat(5), ' ', 'e\u0301'.repeat(18)));
    expect(lines).toEqual(['漢字'.repeat(5), `  ${'漢字'.repeat(5)}`, `  ${'e\u0301'.repeat(18)}`]);
  });
});
