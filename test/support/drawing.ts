import stringWidth from 'string-width';
import { markedStyles } from '../../src/page/render/marked-style.js';
import type { WordStyles } from '../../src/page/render/words.js';
import { inPieces } from '../../src/text/cells.js';

/** For a page that a terminal shows. */
export function drawing(): WordStyles {
  return { marks: markedStyles(), cells: inPieces(stringWidth) };
}
