import type { Token, TokenizerAndRendererExtension } from 'marked';
import { linesOf } from './boundary.js';
import { readNested } from './nested.js';

/** `: text` below a paragraph, whose lines are the terms. */
export interface DefinitionList {
  type: 'definition-list';
  raw: string;
  definitions: { tokens: Token[] }[];
}

const START = /^( {0,3}:)([\t |].*)/;
const INTERRUPTS = /^ {0,3}(?:\{:(?!:|\/)|<\/?[a-z])|^\^[ \t]*$/i;

export const definitionLists: TokenizerAndRendererExtension = {
  name: 'definition-list',
  level: 'block',
  tokenizer(source, before): DefinitionList | undefined {
    if (!START.test(source.slice(0, 5)) || !termsBefore(before, before.length)) return undefined;
    const { contents, end } = readDefinitions(source);
    const definitions = readNested(this.lexer, () =>
      contents.map((content) => ({ tokens: this.lexer.blockTokens(content, []) })),
    );
    return definitions && { type: 'definition-list', raw: source.slice(0, end), definitions };
  },
};

/** The paragraph that holds the terms of a list at `index`: right above it, or with one blank line between. */
export function termsBefore(tokens: readonly Token[], index: number): Token | undefined {
  const last = tokens[index - 1];
  const apart = last?.type === 'space' && /^\n?[ \t]*\n$/.test(last.raw);
  const terms = tokens[apart ? index - 2 : index - 1];
  return terms?.type === 'paragraph' || terms?.type === 'text' ? terms : undefined;
}

function readDefinitions(source: string): { contents: string[]; end: number } {
  const contents: string[][] = [];
  let indentation = 0;
  let isBehindBlank = false;
  let end = 0;
  for (const { line, end: next } of linesOf(source)) {
    const start = START.exec(line);
    const own = contents.at(-1);
    if (start && (own === undefined || indentOf(line) < Math.min(indentation, 4))) {
      const [, mark = '', text = ''] = start;
      indentation = text.trim() === '' ? 4 : mark.length + indentOf(text);
      contents.push([text.trimStart()]);
      isBehindBlank = false;
    } else if (line.trim() === '') {
      own?.push('');
      isBehindBlank = true;
    } else if (indentOf(line) >= indentation) {
      own?.push(withoutIndent(line, indentation));
      isBehindBlank = false;
    } else if (!isBehindBlank && !INTERRUPTS.test(line)) own?.push(line.trimStart());
    else break;
    end = next;
  }
  return { contents: contents.map((lines) => `${lines.join('\n')}\n`), end };
}

/** In columns; a tab is four. */
function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === '\t') columns += 4 - (columns % 4);
    else if (character === ' ') columns++;
    else break;
  }
  return columns;
}

function withoutIndent(line: string, columns: number): string {
  const text = line.trimStart();
  return ' '.repeat(Math.max(0, indentOf(line) - columns)) + text;
}
