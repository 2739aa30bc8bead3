import type { Token, Tokens } from 'marked';

/** Some of a page: what was read of it, and its source. */
interface Cut {
  tokens: readonly Token[];
  markdown: string;
}

/** Gives a section the link definitions that it uses and that stand in another: its source stands alone then. */
export function addDefinitions(sections: readonly Cut[], tokens: readonly Token[]): void {
  const definitions = new Map<string, Tokens.Def>();
  for (const token of tokens) {
    if (token.type === 'def' && !definitions.has((token as Tokens.Def).tag)) {
      definitions.set((token as Tokens.Def).tag, token as Tokens.Def);
    }
  }
  if (definitions.size === 0) return;
  for (const section of sections) {
    const own = new Set(
      section.tokens.map((token) => (token.type === 'def' ? (token as Tokens.Def).tag : '')),
    );
    const used = new Set(
      [...section.markdown.matchAll(/\[([^[\]]+)\]/g)].map(([, label = '']) =>
        label.toLowerCase().replace(/\s+/g, ' '),
      ),
    );
    const missing = [...used].filter((tag) => definitions.has(tag) && !own.has(tag));
    const lines = missing.map((tag) => definitions.get(tag)?.raw.trim());
    if (lines.length > 0) section.markdown += `\n${lines.join('\n')}\n`;
  }
}
