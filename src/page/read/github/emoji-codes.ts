import { type BlockNode, inlinesIn } from '../../document.js';

/** Puts the emoji in the place of codes that are known (`:lock:`), but for those in code. */
export function putEmoji(nodes: readonly BlockNode[], emoji: Readonly<Record<string, string>>): void {
  for (const node of inlinesIn(nodes)) {
    if (node.type !== 'text') continue;
    node.text = node.text.replace(/:([a-z0-9_+-]+):/g, (code, name: string) =>
      Object.hasOwn(emoji, name) ? (emoji[name] ?? code) : code,
    );
  }
}
