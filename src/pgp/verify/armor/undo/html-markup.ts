import { blockRange, replaceBlock } from './block-range.js';

/** `<pre>`, `<br>` and `<div>`, the only tags that are taken off. */
const TAG = /^<\/?(pre|br|div)(?:\s[^<>]{0,200})?\/?>/i;
/** A tag of another kind, or a comment. */
const OTHER_TAG = /^<[a-z/!?]/i;
const LINE_TAG_AND_BREAK = /(<(?:br|\/?div)(?:\s[^<>]{0,200})?\/?>)[ \t]{0,80}\r?\n/gi;
const ENTITY = /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi;

/** What programs write for the characters that HTML needs. A no-break space keeps a blank that would be swallowed. */
const NAMED: Partial<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** The tags that stand directly around a block. */
const TAGS_BEFORE = /(?:<\/?(?:pre|br|div)(?:\s[^<>]{0,200})?\/?>\s*)+$/i;
const TAGS_AFTER = /^(?:\s*<\/?(?:pre|br|div)(?:\s[^<>]{0,200})?\/?>)+/i;
/** The first line, and the last one but for its first hyphen. */
const BEGIN = /(?:&gt;|&nbsp;|[| \t]){0,100}(?:-|&#(?:45|x2d);){5}BEGIN/i;
const END = /^(?:-|&#(?:45|x2d);){4}END PGP [A-Z ]{1,40}(?:-|&#(?:45|x2d);){5}/i;
/** The bytes around a block in which its tags are looked for. */
const REACH = 1000;

/**
 * A block that was made into HTML: entities, and lines that are marked as such. Where `<br>` or `<div>` break the
 * lines, a line break of the file is a blank or nothing, as in a browser; else it stays.
 */
export function undoHtml(data: Buffer): Buffer | undefined {
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
  const undone = plainText(block);
  if (undone === undefined || (undone === block && before === '')) return undefined;
  const outer = { start: start - before.length, end: end + after.length };
  return replaceBlock(data, outer, Buffer.from(`${lineBreak(before)}${undone}${lineBreak(after)}`, 'latin1'));
}

/** Text before the tags does not run into the block's first line, nor its last line into what follows. */
const lineBreak = (tags: string) => (tags === '' ? '' : '\n');

/** @returns `undefined` where there is a tag that is not taken off */
function plainText(html: string): string | undefined {
  const flowing = /<(?:br|\/?div)[\s/>]/i.test(html);
  const source = flowing ? html.replace(LINE_TAG_AND_BREAK, '$1') : html;
  const out: string[] = [];
  let from = 0;
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', from)) {
    if (at > from) out.push(characters(source.slice(from, at), flowing));
    const head = source.slice(at, at + 300);
    const [tag = '<', name] = TAG.exec(head) ?? [];
    if (name === undefined && OTHER_TAG.test(head)) return undefined;
    const line = name?.toLowerCase();
    if (name === undefined) out.push('<');
    else if (line === 'br' || (line === 'div' && (out.at(-1) ?? '\n') !== '\n')) out.push('\n');
    from = at + tag.length;
  }
  out.push(characters(source.slice(from), flowing));
  return out.join('');
}

function characters(text: string, flowing: boolean): string {
  const spaced = flowing ? text.replace(/\r?\n/g, ' ') : text;
  return spaced.replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? entity;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? Buffer.from(String.fromCodePoint(code)).toString('latin1') : entity;
  });
}
