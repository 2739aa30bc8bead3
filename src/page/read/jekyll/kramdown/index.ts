import type { TokenizerAndRendererExtension } from 'marked';
import { armorBlocks } from '../../markdown/armor.js';
import type { Syntax } from '../../syntax.js';
import { attributeLines } from './attribute-lines.js';
import { definitionLists } from './definition-lists.js';
import { blockExtensions, spanExtensions } from './extensions.js';
import { htmlBlocks } from './html-blocks.js';
import { footnoteDefinitions, footnoteReferences } from './kramdown-footnotes.js';
import { kramdownTables } from './kramdown-tables.js';
import { spacedReferences } from './references.js';
import { abbreviations, attributeDefinitions, blockEnds, noHeadings } from './small-blocks.js';
import { formulas, lineEnds, quotationSigns, spanAttributes, strikes } from './spans.js';

/** What kramdown has beyond Markdown (https://kramdown.gettalong.org/syntax.html), in the order in which it is tried. */
const TRIED: readonly TokenizerAndRendererExtension[] = [
  armorBlocks,
  attributeLines,
  attributeDefinitions,
  blockExtensions,
  blockEnds,
  footnoteDefinitions,
  abbreviations,
  definitionLists,
  htmlBlocks,
  kramdownTables,
  noHeadings,
  spanExtensions,
  spanAttributes,
  footnoteReferences,
  spacedReferences,
  strikes,
  formulas,
  quotationSigns,
  lineEnds,
];

/** marked tries the last one first. */
export const kramdownSyntax = [...TRIED].reverse();

/** What Markdown has and kramdown does not: a heading that is indented or empty, `1)`, links without brackets. */
export const notKramdown: Syntax['isNone'] = {
  heading: (source) => !/^#{1,6}[ \t]+[^ \t\n]/.test(source),
  lheading: (source) => !/^ {0,3}[^ \t\n][^\n]*\n(?:-+|=+)[ \t]*(?:\n|$)/.test(source),
  list: (source) => !/^ {0,3}(?:[*+-]|\d+\.)[ \t]/.test(source),
  table: () => true,
  del: () => true,
  url: () => true,
};
