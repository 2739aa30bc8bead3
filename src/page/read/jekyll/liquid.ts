/**
 * Liquid as Jekyll resolves it before it reads Markdown (https://shopify.github.io/liquid/). Of the variables those
 * that the bundle and the front matter know; of the tags `raw`, `comment` and `highlight`. Anything else stands as it
 * is written.
 */
import { MOST, tooMuch } from '../limits.js';
import type { Preparing } from '../syntax.js';
import { highlighted } from './highlight.js';
import { liquidVariables } from './liquid-variables.js';

/** A variable or a tag, whole, with the signs that take the blanks beside it. */
const MARKUP = /\{\{(-?)[ \t\n]*([^{}]*?)[ \t\n]*(-?)\}\}|\{%(-?)[ \t\n]*(\w+)([^%{}]*?)(-?)%\}/y;
/** Longer ones are none that could be known; and the pattern is tried at each bracket. */
const LONGEST = 300;
/** What is shown of one that is not known. */
const MOST_SHOWN = 60;
const START = /\{\{|\{%/g;

/** What a tag stands for that has an end: `{% raw %}` to `{% endraw %}`. */
const BLOCKS: Record<string, (content: string, tag: { words: string; column: string }) => string> = {
  raw: (content) => content,
  comment: () => '',
  highlight: (content, { words, column }) => highlighted(content, words, column),
};

/**
 * Resolves Liquid, and notes what stands as it is written.
 *
 * @throws Refusal BAD_DATA where the values make more text than a page may have
 */
export function resolveLiquid(text: string, preparing: Preparing): string {
  const meaningOf = liquidVariables(preparing);
  const line = lineCounter(text, preparing.firstLine);
  const replaced = replacer(text, preparing.firstLine);
  const endless = new Set<string>();
  for (const { index } of text.matchAll(START)) {
    if (index < replaced.until()) continue;
    const found = markupAt(text, index);
    const end = index + (found?.whole.length ?? 0);
    const block = found && Object.hasOwn(BLOCKS, found.tag) ? BLOCKS[found.tag] : undefined;
    const close = found && block && !endless.has(found.tag) ? endOf(text, found.tag, end) : undefined;
    if (found && block && close) {
      const content = block(text.slice(end, close.start), {
        words: found.words,
        column: replaced.column(index),
      });
      replaced.put(index, content, close.end, { before: found.before, after: close.after });
      continue;
    }
    if (found && block) endless.add(found.tag);
    const value = found?.tag === '' ? meaningOf(found.words, text.slice(end, end + LONGEST)) : undefined;
    if (found && value !== undefined) replaced.put(index, value, end, found);
    else {
      const what = text[index + 1] === '%' ? 'liquid-tag' : 'liquid-variable';
      preparing.note({
        line: line(index),
        what,
        text: (found?.whole ?? text.slice(index, index + 2)).slice(0, MOST_SHOWN),
      });
    }
  }
  return replaced.text();
}

/** A text of which stretches are replaced, from its start to its end. */
function replacer(source: string, firstLine: number) {
  const parts: string[] = [];
  let from = 0;
  let length = 0;
  return {
    /** What has been replaced ends here. */
    until: () => from,
    /** What stands before an offset on its line. */
    column(at: number) {
      const before = (parts.at(-1) ?? '') + source.slice(from, at);
      return before.slice(before.lastIndexOf('\n') + 1);
    },
    put(start: number, value: string, end: number, { before, after }: Trim) {
      parts.push(source.slice(from, start));
      while (before && parts.length > 0) {
        const last = (parts.pop() ?? '').trimEnd();
        if (last === '') continue;
        parts.push(last);
        break;
      }
      parts.push(value);
      length += value.length;
      if (length > MOST.characters) throw tooMuch('characters', firstLine);
      from = end;
      while (after && /\s/.test(source[from] ?? '.')) from++;
    },
    text: () => [...parts, source.slice(from)].join(''),
  };
}

/** Which of the blanks beside it a markup takes away. */
interface Trim {
  before: boolean;
  after: boolean;
}

interface Markup extends Trim {
  whole: string;
  /** Empty: it is a variable. */
  tag: string;
  words: string;
}

function markupAt(text: string, index: number): Markup | undefined {
  const near = text.slice(index, index + LONGEST);
  MARKUP.lastIndex = 0;
  const found = MARKUP.exec(near);
  if (!found) return undefined;
  const [whole, before, name, after, tagBefore, tag = '', words = '', tagAfter] = found;
  return {
    whole,
    tag,
    words: (name ?? words).trim(),
    before: (before ?? tagBefore) === '-',
    after: (after ?? tagAfter) === '-',
  };
}

/** The end tag of a block. */
function endOf(
  text: string,
  tag: string,
  from: number,
): { start: number; end: number; after: boolean } | undefined {
  const pattern = new RegExp(`\\{%-?[ \\t\\n]{0,20}end${tag}[ \\t\\n]{0,20}(-?)%\\}`, 'g');
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found ? { start: found.index, end: pattern.lastIndex, after: found[1] === '-' } : undefined;
}

/** The line of one place after another. */
function lineCounter(text: string, firstLine: number): (index: number) => number {
  let line = firstLine;
  let at = 0;
  return (index) => {
    for (let next = text.indexOf('\n', at); next >= 0 && next < index; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}
