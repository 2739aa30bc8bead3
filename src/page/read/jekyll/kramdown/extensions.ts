import type { Token, TokenizerAndRendererExtension, TokenizerThis } from 'marked';
import { bracesAt } from './attribute-list.js';

/** `{::comment}`, `{::nomarkdown}`, `{::options /}`: what of them is shown. */
export interface KramdownExtension {
  type: 'extension';
  raw: string;
  /** Source in HTML. */
  html: string;
}

const START = /^\{::(\w+)(?:\s((?:\\\}|[^}])*?))?(\/)?\}/;
const KNOWN = new Set(['comment', 'nomarkdown', 'options']);

/** Stop tags that do not come any more behind what was read. */
const endless = new WeakMap<readonly Token[], Set<string>>();

export const blockExtensions: TokenizerAndRendererExtension = {
  name: 'extension',
  level: 'block',
  tokenizer(source, before): KramdownExtension | undefined {
    const indent = /^ {0,3}(?=\{:)/.exec(source)?.[0].length;
    if (indent === undefined) return undefined;
    const tag = bracesAt(source.slice(indent));
    const end = indent + (tag?.length ?? 0);
    if (tag === undefined || !/^\s*?(?:\n|$)/.test(source.slice(end, end + 200))) return undefined;
    return readExtension(this, source, { tag, end, before, isBlock: true });
  },
};

export const spanExtensions: TokenizerAndRendererExtension = {
  name: 'span-extension',
  level: 'inline',
  start: (source) => source.indexOf('{:'),
  tokenizer(source, before): KramdownExtension | undefined {
    const tag = bracesAt(source);
    if (tag === undefined) return undefined;
    return readExtension(this, source, { tag, end: tag.length, before, isBlock: false });
  },
};

interface Opened {
  tag: string;
  /** Where the tag ends. */
  end: number;
  before: readonly Token[];
  isBlock: boolean;
}

function readExtension(
  _: TokenizerThis,
  source: string,
  { tag, end, before, isBlock }: Opened,
): KramdownExtension | undefined {
  const [, name = '', options = '', closed] = START.exec(tag) ?? [];
  if (!KNOWN.has(name)) return undefined;
  const rest = /^[^\S\n]*\n?/;
  if (closed) {
    const raw = source.slice(0, end) + (isBlock ? (rest.exec(source.slice(end, end + 200))?.[0] ?? '') : '');
    return { type: 'extension', raw, html: '' };
  }
  const gone = endless.get(before) ?? new Set<string>();
  if (gone.has(name)) return undefined;
  const stop = (isBlock ? BLOCK_STOP : SPAN_STOP)(name);
  stop.lastIndex = end;
  const found = stop.exec(source);
  if (!found) {
    endless.set(before, gone.add(name));
    return undefined;
  }
  const isHtml = name === 'nomarkdown' && /^(?:(?!.*\btype=)|.*\btype=["'][^"']*\bhtml\b)/.test(options);
  return {
    type: 'extension',
    raw: source.slice(0, found.index + found[0].length),
    html: isHtml ? source.slice(end, found.index).trim() : '',
  };
}

const BLOCK_STOP = (name: string) => new RegExp(`^ {0,3}\\{:/(?:${name})?\\}[^\\S\\n]*(?:\\n|$)`, 'gm');
const SPAN_STOP = (name: string) => new RegExp(`\\{:/(?:${name})?\\}`, 'g');
