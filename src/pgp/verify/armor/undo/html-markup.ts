import { blockRange, replaceBlock } from './block-range.js';

/** `<pre>`, `<br>` and `<div>`, the only tags that are taken off. */
const TAG = /^<\/?(pre|br|div)(?:\s[^<>]{0,200})?\/?>/i;
/** A tag of another kind, or a comment. */
const OTHER_TAG = /^<[a-z/!?]/i;
const LINE_TAG_AND_BREAK = /(<(?:br|\/?div)(?:\s[^<>]{0,200})?\/?>)[ \t]{0,80}\r?\n/gi;
const ENTITY = /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,31}));/gi;

/** The tags that stand directly around a block. */
const TAGS_BEFORE = /(?:<\/?(?:pre|br|div)(?:\s[^<>]{0,200})?\/?>\s*)+$/i;
const TAGS_AFTER = /^(?:\s*<\/?(?:pre|br|div)(?:\s[^<>]{0,200})?\/?>)+/i;
/** The first line, and the last one but for its first hyphen. */
const BEGIN = /(?:&gt;|&nbsp;|[| \t]){0,100}(?:-|&#(?:45|x2d);){5}BEGIN/i;
const END =
  /^(?:-|&#(?:45|x2d);){4}END(?: |&nbsp;)PGP(?: |&nbsp;)(?:[A-Z ]|&nbsp;){1,40}(?:-|&#(?:45|x2d);){5}/i;
/** The bytes around a block in which its tags are looked for. */
const REACH = 1000;

/** With attributes that show nothing and hide nothing. */
const PLAIN_TAG =
  /^<\/?[a-z]+(?:\s+(?:dir=["']?(?:ltr|auto)["']?|wrap(?:=["']{2})?|clear=["']?(?:all|left|right|none)["']?))*\s*\/?>$/i;
const TAGS = new RegExp(TAG.source.slice(1), 'gi');

/** A block that was made into HTML: entities, and lines that are marked as such. */
export function undoHtml(data: Buffer): Promise<Buffer | undefined> {
  return undoTags(data, false);
}

/** The same, with attributes that may show something else (`style`, `background`, `title`), or hide the block. */
export function undoHtmlAttributes(data: Buffer): Promise<Buffer | undefined> {
  return undoTags(data, true);
}

/**
 * Where `<br>` or `<div>` break the lines, a line break of the file is a blank or nothing, as in a browser; else it
 * stays.
 */
async function undoTags(data: Buffer, withAttributes: boolean): Promise<Buffer | undefined> {
  const range = blockRange(data);
  if (!range) return undefined;
  const text = data.toString('latin1', range.start, Math.min(range.end, range.mark + REACH));
  const first = BEGIN.exec(text)?.index ?? 0;
  const last = END.exec(text.slice(range.mark - range.start));
  if (!last) return undefined;
  const start = range.start + first;
  const end = range.mark + last[0].length;
  const block = text.slice(first, end - range.start);
  const before = TAGS_BEFORE.exec(data.toString('latin1', Math.max(0, start - REACH), start))?.[0] ?? '';
  const after = TAGS_AFTER.exec(data.toString('latin1', end, end + REACH))?.[0] ?? '';
  const tags = `${before}${block}${after}`.match(TAGS) ?? [];
  if (tags.some((tag) => !PLAIN_TAG.test(tag)) !== withAttributes) return undefined;
  const undone = plainText(block, await decoderFor(block));
  if (undone === undefined || (undone === block && before === '')) return undefined;
  const outer = { start: start - before.length, end: end + after.length };
  return replaceBlock(data, outer, Buffer.from(`${lineBreak(before)}${undone}${lineBreak(after)}`, 'latin1'));
}

/** Text before the tags does not run into the block's first line, nor its last line into what follows. */
const lineBreak = (tags: string) => (tags === '' ? '' : '\n');

type Decode = (entity: string) => string;

/** What decodes the entities of a text that have names: the table of them is loaded where there is one. */
async function decoderFor(html: string): Promise<Decode> {
  return /&[a-z]/i.test(html) ? (await import('entities')).decodeHTMLStrict : (entity) => entity;
}

/** @returns `undefined` where there is a tag that is not taken off */
function plainText(html: string, decode: Decode): string | undefined {
  const flowing = /<(?:br|\/?div)[\s/>]/i.test(html);
  const source = flowing ? html.replace(LINE_TAG_AND_BREAK, '$1') : html;
  const out: string[] = [];
  let from = 0;
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', from)) {
    if (at > from) out.push(characters(source.slice(from, at), flowing, decode));
    const head = source.slice(at, at + 300);
    const [tag = '<', name] = TAG.exec(head) ?? [];
    if (name === undefined && OTHER_TAG.test(head)) return undefined;
    const line = name?.toLowerCase();
    if (name === undefined) out.push('<');
    else if (line === 'br' || (line === 'div' && (out.at(-1) ?? '\n') !== '\n')) out.push('\n');
    from = at + tag.length;
  }
  out.push(characters(source.slice(from), flowing, decode));
  return out.join('');
}

function characters(text: string, flowing: boolean, decode: Decode): string {
  const spaced = flowing ? text.replace(/\r?\n/g, ' ') : text;
  return spaced.replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
    // a no-break space keeps a blank that would be swallowed
    if (name === 'nbsp') return ' ';
    if (name !== undefined) return Buffer.from(decode(entity)).toString('latin1');
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? Buffer.from(String.fromCodePoint(code)).toString('latin1') : entity;
  });
}
