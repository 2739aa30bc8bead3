import type { TokenizerAndRendererExtension, Tokens } from 'marked';
import { startIn } from './paragraph.js';

/** A block of armor (RFC 9580 section 6.2): each line is a header, base64 or empty. Each is read in one way only. */
const ARMOR =
  /^ {0,3}-----BEGIN PGP ([A-Z ]{1,40})-----[ \t]*\n(?:(?:[ \t]*[A-Za-z][A-Za-z0-9-]*: [^\n]*|[ \t]*[A-Za-z0-9+/=]+[ \t]*|[ \t]*)\n)*?[ \t]*-----END PGP \1-----[ \t]*(?:\n|$)/;

/**
 * Armor that stands among the text, which Markdown makes paragraphs of: it is shown line by line, as what stands in a
 * fence, so that it can be copied.
 */
export const armorBlocks: TokenizerAndRendererExtension = {
  name: 'armor',
  level: 'block',
  start: (rest) => startIn(rest, /\n {0,3}-----BEGIN PGP /),
  tokenizer(source): Tokens.Code | undefined {
    const [raw] = ARMOR.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'code', raw, text: raw.trimEnd() };
  },
};
