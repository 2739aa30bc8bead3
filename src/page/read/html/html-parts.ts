import { type Token, Tokenizer, TokenizerMode } from 'parse5';

/** What a stretch of HTML is made of. */
export type HtmlPart =
  | { type: 'open'; name: string; attributes: ReadonlyMap<string, string>; source: string; at: number }
  | { type: 'close'; name: string; source: string }
  | { type: 'text'; text: string };

/** What stands in these is text to the tokenizer, up to their end. */
const RAW: Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = {
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  plaintext: TokenizerMode.PLAINTEXT,
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  textarea: TokenizerMode.RCDATA,
  title: TokenizerMode.RCDATA,
  xmp: TokenizerMode.RAWTEXT,
};

/**
 * Reads HTML as browsers do (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). Comments are left out;
 * a tag that does not end is text.
 */
export function htmlParts(source: string): HtmlPart[] {
  const parts: HtmlPart[] = [];
  let end = 0;
  const slice = ({ location }: Token.TagToken | Token.CommentToken | Token.DoctypeToken) => {
    end = location?.endOffset ?? end;
    return source.slice(location?.startOffset, end);
  };
  const addText = (token: Token.CharacterToken) => {
    end = token.location?.endOffset ?? end;
    const last = parts.at(-1);
    if (last?.type === 'text') last.text += token.chars;
    else parts.push({ type: 'text', text: token.chars });
  };
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        const attributes = new Map(token.attrs.map(({ name, value }) => [name, value]));
        const at = token.location?.startOffset ?? 0;
        parts.push({ type: 'open', name: token.tagName, attributes, source: slice(token), at });
        if (Object.hasOwn(RAW, token.tagName)) tokenizer.state = RAW[token.tagName] ?? tokenizer.state;
      },
      onEndTag(token) {
        parts.push({ type: 'close', name: token.tagName, source: slice(token) });
      },
      onCharacter: addText,
      onWhitespaceCharacter: addText,
      onNullCharacter: addText,
      onComment: slice,
      onDoctype: slice,
      onEof() {},
    },
  );
  tokenizer.write(source, true);
  if (end < source.length) parts.push({ type: 'text', text: source.slice(end) });
  return parts;
}
