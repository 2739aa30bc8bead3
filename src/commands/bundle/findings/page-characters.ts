import { decodeHTMLStrict } from 'entities';
import type { Manifest } from '../../../bundle/manifest.js';
import { type Finding, finding } from '../../../output/words/bundle-findings.js';
import type { Page } from '../../../page/model.js';
import { hiddenIn, oneLine } from '../../../text/sanitize.js';

/**
 * The lines of a page that hold characters which a reader does not see, and which may change how the text reads:
 * controls, bidirectional and zero-width characters, as they stand or as references (`&#x202e;`).
 */
export function characterFindings(text: string, { page }: Manifest, { sections }: Page): Finding[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  // in code a reference is no character
  const shown = new Set(
    sections.flatMap((section) => hiddenIn(`${section.title}\n${section.text}`.replaceAll('\n', ' '))),
  );
  return lines.flatMap((line, index) => {
    const standing = hiddenIn(line);
    const meant = line.includes('&') ? hiddenIn(decodeHTMLStrict(line)) : [];
    const found = [...standing, ...meant.filter((one) => shown.has(one) && !standing.includes(one))];
    if (found.length === 0) return [];
    return [finding('page-character', `${page.file}:${index + 1}`, { text: found.map(oneLine).join(' ') })];
  });
}
