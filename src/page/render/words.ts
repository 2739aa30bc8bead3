import type { Cells } from '../../text/cells.js';
import type { InlineNode } from '../document.js';
import { inlineText } from '../inline-text.js';
import { encodeTarget, shownTarget } from '../links/links.js';
import { makeLink } from '../links/make-link.js';
import type { Targets } from '../links/resolve-href.js';
import type { Link, PageWords, Word } from '../model.js';
import type { Mark, MarkedStyle } from './marked-style.js';
import { smallSigns } from './small-signs.js';
import { type WordLook, wordWriter } from './word-writer.js';

/** Turns inline content into words, each of which carries its own styles and links. */
export type ToWords = (nodes: readonly InlineNode[]) => Word[];

const PLAIN: WordLook = { bold: false, underline: false, target: '', inLink: false };

/** How words look on a terminal, and how much room they take. */
export interface WordStyles {
  marks: Record<Mark, MarkedStyle>;
  cells: Cells;
}

/** For a page of which only the text is wanted: with the same signs, and sizes that mean nothing. */
export const NOT_DRAWN: WordStyles = {
  marks: { strong: { signs: '' }, em: { signs: '' }, codespan: { signs: '' }, del: { signs: '~~' } },
  cells: (text) => text.length,
};

/** @param said what is said between the page's own words */
export function wordMaker(
  { resolve, find }: Targets,
  said: PageWords,
  { marks, cells }: WordStyles,
): ToWords {
  return (nodes) => {
    const writer = wordWriter(cells);
    for (const node of nodes) writeNode(node, PLAIN);
    return writer.end();

    function writeNode(node: InlineNode, look: WordLook): void {
      switch (node.type) {
        case 'strong':
        case 'monospace':
        case 'keyboard':
          writeMarked(node.children, marks.strong, look);
          break;
        case 'emphasis':
          writeMarked(node.children, marks.em, look);
          break;
        case 'strike':
          writeMarked(node.children, marks.del, look);
          break;
        case 'subscript':
        case 'superscript': {
          const small = smallSigns(inlineText(node.children), node.type);
          if (small === undefined) writeAll(node.children, look);
          else writer.write(small, look);
          break;
        }
        case 'footnote-reference':
          writer.write(`[${node.number}]`, look);
          break;
        case 'target':
          break;
        case 'code':
          writeMarked([{ type: 'text', text: node.text }], marks.codespan, look);
          break;
        case 'text':
        case 'markup':
          writer.write(node.text, look);
          break;
        case 'break':
          writer.endLine();
          break;
        case 'link':
          writeLink(node, look);
          break;
        case 'image':
          writeImage(node, look);
          break;
      }
    }

    function writeMarked(
      children: readonly InlineNode[],
      { signs, ...style }: MarkedStyle,
      look: WordLook,
    ): void {
      writer.write(signs, look);
      writeAll(children, { ...look, ...style });
      writer.write(signs, look);
    }

    /** Of an image that is a link's text, its own text is the link's. */
    function writeImage({ alt, href }: InlineNode & { type: 'image' }, look: WordLook): void {
      if (look.inLink) {
        writer.write(alt, look);
        return;
      }
      writer.write(alt === '' ? `[${said.image}] ` : `[${said.image}: ${alt}] `, look);
      writeTarget(resolve(href, true), { ...look, underline: true });
    }

    function writeAll(children: readonly InlineNode[], look: WordLook): void {
      for (const child of children) writeNode(child, look);
    }

    /** Text and target, both to be seen; once where they agree. */
    function writeLink(node: InlineNode & { type: 'link' }, look: WordLook): void {
      const link = makeLink(inlineText(node.children), resolve(node.href, false));
      const label = { ...look, inLink: true };
      const underlined = { ...label, underline: true };
      if (readsAsTarget(link)) {
        const at = { ...underlined, target: clickTarget(link.target) };
        if (link.text === '') writer.write(shownTarget(link.target), at);
        else writeAll(node.children, at);
      } else if (link.mislabelled) {
        writeAll(node.children, label);
        writer.write(` [${said.goesElsewhere} `, { ...look, bold: true });
        writeTarget(link.target, { ...look, bold: true });
        writer.write(']', { ...look, bold: true });
      } else {
        const target = clickTarget(link.target);
        writeAll(node.children, { ...underlined, target });
        writer.write(' ', look);
        const place = find(node.href);
        if (place) writer.write(`<${said.section} ${place.section}>`, { ...underlined, target });
        else writeTarget(link.target, underlined);
      }
    }

    function writeTarget(target: string, look: WordLook): void {
      const shown = shownTarget(target).replace(/\s/g, '%20');
      writer.write(`<${shown}>`, { ...look, target: clickTarget(target) });
    }
  };
}

function readsAsTarget({ text, target }: Link): boolean {
  return text === '' || text === shownTarget(target) || text === target;
}

/**
 * For OSC 8: what a click may open, its own characters (a `+`) as they are
 * (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
 */
function clickTarget(target: string): string {
  return /^(https?|mailto):/i.test(target) ? encodeTarget(target) : '';
}

/** The words' text as the page has it, with blanks and line feeds between them. */
export function wordsText(words: readonly Word[]): string {
  return words
    .map(({ spans, source, end }) => (source ?? spans.map(([text]) => text).join('')) + (end ? '\n' : ' '))
    .join('')
    .trimEnd();
}
