import { Failure } from '../errors.js';
import { findSection } from '../page/find/find.js';
import { fold, foldTerm } from '../page/find/fold.js';
import { nearestSection } from '../page/find/near.js';
import type { Section, SectionHead } from '../page/model.js';

/** What means the introduction, also of a page that has none. */
const INTRODUCTION = /^\s*(?:0+|#?intro|introduction)\s*$/i;

/** More candidates than these are a list of their own: `toc`. */
const MOST = 10;

/**
 * The section that a user means.
 *
 * @throws Failure NOTHING_DONE with the commands that show the candidates, or the nearest, or a search
 */
export function lookUp(sections: readonly Section[], name: string): Section {
  if (sections.length === 0)
    throw new Failure('NOTHING_DONE', 'the page has no sections', [{ run: 'contact' }]);
  const found = findSection(sections, name);
  if (found.kind === 'section') return found.section;
  const toc = { run: 'toc' };
  if (found.kind === 'none' && INTRODUCTION.test(name)) {
    const words = 'the page has no introduction: it begins with section 1';
    throw new Failure('NOTHING_DONE', words, [{ run: 'show', args: ['1'] }, toc]);
  }
  const show = (section: SectionHead) => ({ run: 'show', args: [nameOf(sections, section)] });
  if (found.kind === 'ambiguous') {
    const shown = found.candidates.slice(0, MOST).map(show);
    const words = `'${name}' could be any of ${found.candidates.length} sections`;
    throw new Failure('NOTHING_DONE', words, found.candidates.length > MOST ? [...shown, toc] : shown);
  }
  const near = nearestSection(sections, name);
  const terms = termsFound(sections, name);
  const search = terms ? [{ run: 'search', args: terms }] : [];
  // words that the text has are a better guess than another word of a heading
  const shown = near ? [show(near.section)] : [];
  const hints = near?.whole ? [...shown, ...search] : [...search, ...shown];
  throw new Failure('NOTHING_DONE', `no section is called '${name}'`, terms ? hints : [...hints, toc]);
}

/** The id, where it leads to this section and no other; else the number, which always does. */
function nameOf(sections: readonly SectionHead[], { id, number }: SectionHead): string {
  const unique = sections.filter((other) => other.id.toLowerCase() === id.toLowerCase()).length === 1;
  return unique && id !== '' && !/^(-|#|\d+$)/.test(id) ? id : String(number);
}

/** The name, or its words, as terms with which a search finds something. */
function termsFound(sections: readonly Section[], name: string): string[] | undefined {
  const whole = name.trim();
  const words = whole.split(/\s+/);
  return [[whole], words].find((terms) => sections.some((section) => holds(section, terms)));
}

function holds({ number, title, text }: Section, terms: readonly string[]): boolean {
  const lines = [number === 0 ? '' : title, ...text.split('\n')].map(fold);
  return terms.map(foldTerm).every((term) => term !== '' && lines.some((line) => line.includes(term)));
}
