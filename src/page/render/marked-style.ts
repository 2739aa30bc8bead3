import { Marked, Parser, type Token } from 'marked';
import { markedTerminal } from 'marked-terminal';

const sgr = (on: string, off: string) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const identity = (text: string) => text;

/** Bold and underline, whatever the terminal: no named colour can be read on black and on white alike. */
const STYLES = {
  strong: sgr('1', '22'),
  em: sgr('4', '24'),
  codespan: sgr('1', '22'),
  del: (text: string) => `~~${text}~~`,
  text: identity,
  emoji: false,
  unescape: false,
  reflowText: false,
};

/** The marks of Markdown that change how a text looks. */
export type Mark = 'strong' | 'em' | 'codespan' | 'del';

/** How a marked text looks. */
export interface MarkedStyle {
  bold?: true;
  underline?: true;
  /** Signs before and behind it. */
  signs: string;
}

const STYLE = /^(?:\u001b\[(1|4)m)?([^\u001b]*)x/;

/** Marked text as marked-terminal draws it; what it draws around one letter holds for all texts. */
export function markedStyles(): Record<Mark, MarkedStyle> {
  const { defaults } = new Marked(markedTerminal(STYLES));
  const styleOf = (type: Mark): MarkedStyle => {
    const letter = { type: 'text', raw: 'x', text: 'x' };
    const drawn = Parser.parseInline([{ type, raw: 'x', text: 'x', tokens: [letter] } as Token], defaults);
    const [, code, signs = ''] = STYLE.exec(drawn) ?? [];
    return { ...(code === '1' && { bold: true }), ...(code === '4' && { underline: true }), signs };
  };
  return { strong: styleOf('strong'), em: styleOf('em'), codespan: styleOf('codespan'), del: styleOf('del') };
}
