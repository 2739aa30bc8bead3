import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.js';

/** Code that runs elsewhere, as a text. */
const CODE = /\brequire\('node:/;

/** The texts of a module that hold two words in a row. */
function sentencesIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const { type, value } = node as { type?: string; value?: string | { cooked?: string } };
    const text = type === 'TemplateElement' ? (value as { cooked?: string }).cooked : value;
    if (/^(Literal|TemplateElement)$/.test(type ?? '') && typeof text === 'string') {
      if (/[A-Za-z]{2,}[,:;]? [a-z]+/.test(text) && !CODE.test(text)) found.push(text);
    }
    for (const below of Object.values(node)) visit(below);
  };
  visit(parseAst(source, { lang: 'ts' }));
  return found;
}

const rooms = ['bundle', 'mail', 'page', 'pgp'];

/** What the standard calls its numbers is data. */
const isNames = (file: string) => file.startsWith('format/');

describe('the layers without words', () => {
  it('would be caught with a sentence, in quotes or in a template', () => {
    const planted = "throw new Failure('BAD_DATA', `x: $" + "{file} is not a file`, ['look at it']);";
    expect(sentencesIn(planted)).toEqual([' is not a file', 'look at it']);
    expect(sentencesIn("import x from 'some/module.js'; const field = 'key.file'; // no word here")).toEqual(
      [],
    );
  });

  it.each(rooms)('src/%s holds no sentence', (room) => {
    const folder = join(root, 'src', room);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const modules = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !isNames(file));
    expect(modules).not.toEqual([]);
    const found = modules.map(
      (file) => [file, sentencesIn(readFileSync(join(folder, file), 'utf8'))] as const,
    );
    expect(found.filter(([, sentences]) => sentences.length > 0)).toEqual([]);
  });
});
