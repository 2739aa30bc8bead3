import type { Block } from '../model.js';
import { wordsText } from './words.js';

/** A section's blocks as text that is not wrapped: a line for each paragraph, list item and row. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'heading':
      return [block.marker?.trim(), wordsText(block.words)].filter(Boolean).join(' ');
    case 'code':
      return block.source ?? block.lines.join('\n');
    case 'table':
      return [block.head, ...block.rows]
        .filter((row) => row.length > 0)
        .map((row) => row.map(wordsText).join(' | '))
        .join('\n');
    case 'rule':
      return '';
  }
}
