import type { Tokens } from 'marked';
import type { Cut } from '../sections.js';
import type { PlacedToken } from '../syntax.js';
import type { FootnoteToken } from './footnote-tokens.js';

/**
 * Gives a section the link definitions and footnotes that it uses and that stand in another: its source stands alone
 * then.
 */
export function addDefinitions(cuts: readonly Cut[], tokens: readonly PlacedToken[]): void {
  /** The source of the first of each label, which counts, and the places of all. */
  const definitions = new Map<string, { raw: string; places: number[] }>();
  for (const { token, at } of tokens) {
    const label = labelOf(token);
    if (label === undefined) continue;
    const known = definitions.get(label);
    if (known) known.places.push(at);
    else definitions.set(label, { raw: token.raw, places: [at] });
  }
  if (definitions.size === 0) return;
  for (const { section, start, end } of cuts) {
    const used = new Set(
      [...section.markdown.matchAll(/\[([^[\]]+)\]/g)].map(([, label = '']) =>
        label.toLowerCase().replace(/\s+/g, ' '),
      ),
    );
    const missing = [...used].flatMap((label) => {
      const found = definitions.get(label);
      const isHere = found?.places.some((at) => at >= start && at < end);
      return found && !isHere ? [found.raw.trim()] : [];
    });
    const [links, notes] = [missing.filter((raw) => !isNote(raw)), missing.filter(isNote)];
    if (links.length > 0) section.markdown += `\n${links.join('\n')}\n`;
    // a line below a note goes on with it
    for (const note of notes) section.markdown += `\n${note}\n`;
  }
}

const isNote = (raw: string) => raw.startsWith('[^');

function labelOf(token: PlacedToken['token']): string | undefined {
  if (token.type === 'footnote') return `^${(token as FootnoteToken).label}`.toLowerCase();
  return token.type === 'def' ? (token as Tokens.Def).tag : undefined;
}
