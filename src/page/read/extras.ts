import type { MakeBuilder } from './node-builder.js';

/** What only some pages need, and takes time to load. */
export interface Extras {
  /** For a page with HTML. */
  htmlBuilder: MakeBuilder | undefined;
  /** For a page with codes: the emoji of each, `white_check_mark`. */
  emoji: Readonly<Record<string, string>>;
}

/** A tag, a comment or a declaration; not a link between angle brackets. */
const HTML = /<(?!https?:\/\/[^\s<>]*>)[a-z!/?]/i;
const CODE = /:[a-z0-9_+-]+:/;

/** Loads what a page needs. @param text its Markdown */
export async function extrasFor(text: string): Promise<Extras> {
  const [html, emoji] = await Promise.all([
    HTML.test(text) ? import('./html/html-builder.js') : undefined,
    CODE.test(text) ? import('gemoji') : undefined,
  ]);
  return { htmlBuilder: html?.htmlBuilder, emoji: emoji?.nameToEmoji ?? {} };
}
