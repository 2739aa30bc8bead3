import { commandFor } from '../command-line.js';
import type { Context } from '../context.js';
import { Failure } from '../errors.js';
import { nearestOf } from '../nearest.js';
import { findSection } from '../page/find.js';
import { fold, foldName } from '../page/fold.js';
import type { Section, SectionHead } from '../page/model.js';

/** More candidates than these are a list of their own: `toc`. */
const MOST = 10;

/**
 * The section that a user means.
 *
 * @throws Failure NOTHING_DONE with the commands that show the candidates, or the nearest, or a search
 */
export function lookUp(context: Context, sections: readonly Section[], name: string): Section {
  const found = findSection(sections, name);
  if (found.kind === 'section') return found.section;
  const toc = commandFor(context, 'toc');
  if (found.kind === 'ambiguous') {
    const shown = found.candidates.slice(0, MOST).map((section) => showCommand(context, section));
    const words = `'${name}' could be any of ${found.candidates.length} sections`;
    throw new Failure('NOTHING_DONE', words, found.candidates.length > MOST ? [...shown, toc] : shown);
  }
  const near = nearest(sections, name);
  const hints = near ? [showCommand(context, near)] : [];
  // only a search that finds something is worth the way
  if (sections.some((section) => holds(section, name))) hints.push(commandFor(context, 'search', name));
  throw new Failure('NOTHING_DONE', `no section is called '${name}'`, [...hints, toc]);
}

function showCommand(context: Context, section: SectionHead): string {
  const takesId = section.id !== '' && !/^(-|\d+$)/.test(section.id);
  return commandFor(context, 'show', takesId ? section.id : String(section.number));
}

function holds(section: Section, name: string): boolean {
  const wanted = fold(name).trim();
  return wanted !== '' && section.text.split('\n').some((line) => fold(line).includes(wanted));
}

/** By a whole id or title, else by one of their words (of four letters at least). */
function nearest(sections: readonly Section[], name: string): Section | undefined {
  const typed = foldName(name);
  const whole = new Map(
    sections.flatMap((section) => [section.id, section.title].map((text) => [foldName(text), section])),
  );
  const near = nearestOf(typed, [...whole.keys()]);
  if (near !== undefined) return whole.get(near);
  const words = new Map<string, Section>();
  for (const section of sections) {
    for (const word of foldName(section.title).split(/[^\p{L}\p{N}]+/u)) {
      if (word.length >= 4 && section.number > 0 && !words.has(word)) words.set(word, section);
    }
  }
  const nearWord = typed.length >= 4 ? nearestOf(typed, [...words.keys()]) : undefined;
  return nearWord === undefined ? undefined : words.get(nearWord);
}
