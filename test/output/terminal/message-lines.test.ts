import { describe, expect, it } from 'vitest';
import { messageLines } from '../../../src/output/terminal/message-lines.js';

const START = 'codeship-sec: hint: ';
const at40 = (text: string) => messageLines(START, text, 40);

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
    expect(at40(command)).toEqual(['', `  ${command}`]);
    expect(at40(`for the rest: ${command}`)).toEqual(['for the rest:', `  ${command}`]);
    expect(at40('pack it first: tar -czf folder.tar.gz folder')).toEqual([
      'pack it first:',
      '  tar -czf folder.tar.gz folder',
    ]);
    expect(at40('codeship-sec toc')).toEqual(['codeship-sec toc']);
  });

  it('breaks no path in quotes and no URL, and takes an apostrophe for what it is', () => {
    const url = `https://example.com/${'y'.repeat(50)}`;
    expect(at40(`see ${url} for more`)).toEqual(['see', `  ${url}`, '  for more']);
    expect(at40("no section is called 'a name with spaces in it'")).toEqual([
      'no section is called',
      "  'a name with spaces in it'",
    ]);
    for (const line of at40("the vendor's page is not the reporter's page, and it's long")) {
      expect(line.length).toBeLessThanOrEqual(40);
    }
  });

  it('counts cells', () => {
    const lines = at40('漢字'.repeat(5).concat(' ', '漢字'.repeat(5), ' ', 'e\u0301'.repeat(18)));
    expect(lines).toEqual(['漢字'.repeat(5), `  ${'漢字'.repeat(5)}`, `  ${'e\u0301'.repeat(18)}`]);
  });
});
