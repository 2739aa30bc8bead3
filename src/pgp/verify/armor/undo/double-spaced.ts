import { isBlank, linesFrom } from '../../../../text/byte-lines.js';
import { blockRange, replaceBlock } from './block-range.js';

/** An empty line after each line of the block: every second one is taken away, where all of these are empty. */
export function undoDoubleSpacing(data: Buffer): Buffer | undefined {
  const range = blockRange(data);
  if (!range) return undefined;
  const block = data.subarray(range.start, range.end);
  const kept: Buffer[] = [];
  for (const line of linesFrom(block)) {
    if (line.number % 2 === 1) kept.push(block.subarray(line.start, line.next));
    else if (!isBlank(block, line)) return undefined;
  }
  return kept.length > 2 ? replaceBlock(data, range, Buffer.concat(kept)) : undefined;
}
