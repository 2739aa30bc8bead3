import { oneLine } from '../../text/sanitize.js';
import type { SectionHead } from '../model.js';
import { type SqueezedName, squeezed } from './fold.js';

/** What a name leads to: one section, several that it could mean, or none. */
export type FoundSection<S extends SectionHead> =
  | { kind: 'section'; section: S }
  | { kind: 'ambiguous'; candidates: S[] }
  | { kind: 'none' };

/** How what is wanted, folded, may stand in a name. */
type Matcher = (name: SqueezedName, wanted: string) => boolean;

/** In the order in which they are tried. */
const STEPS: Matcher[] = [
  ({ text }, wanted) => text === wanted,
  ({ text, ends }, wanted) => text.startsWith(wanted) && ends.has(wanted.length),
  ({ text, starts, ends }, wanted) =>
    [...starts].some((start) => ends.has(start + wanted.length) && text.startsWith(wanted, start)),
  ({ text }, wanted) => text.startsWith(wanted),
  ({ text, starts }, wanted) => [...starts].some((start) => text.startsWith(wanted, start)),
  ({ text }, wanted) => text.includes(wanted),
];

/** Those that look at the start of a name alone. */
const AT_START = new Set([STEPS[0], STEPS[1], STEPS[3]]);

/**
 * Finds a section by, in this order: its number; its id (`#` before it or not); its title; a beginning of an id or
 * title; the beginning of a word in one; any part of one. The first of these that matches decides. Whole words go
 * before parts of some: `code` is "My code" before it is "Codeship". Blanks do not count (`backup` is "back up").
 */
export function findSection<S extends SectionHead>(sections: readonly S[], wanted: string): FoundSection<S> {
  const typed = wanted.trim();
  const exact = exactly(sections, typed);
  if (exact.length > 0) return oneOrSeveral(exact);
  // the introduction, of a page that has none
  if (/^0+$/.test(typed)) return { kind: 'none' };
  const name = squeezed(typed.replace(/^#/, '')).text;
  if (name === '') return { kind: 'none' };
  // the introduction has no heading of its own: only its whole id or title means it
  const headings = sections.map((section) => ({ section, names: [section.id, section.title].map(squeezed) }));
  // where none is, its name means a heading that begins so, and none that has it in its midst
  const steps = /^intro(?:duction)?$/.test(name) ? STEPS.filter((step) => AT_START.has(step)) : STEPS;
  for (const [index, matches] of steps.entries()) {
    const candidates = headings
      .filter(({ section }) => index === 0 || section.number > 0)
      .filter(({ names }) => names.some((own) => matches(own, name)))
      .map(({ section }) => section);
    if (candidates.length > 0) return oneOrSeveral(candidates);
  }
  return { kind: 'none' };
}

function oneOrSeveral<S extends SectionHead>(candidates: S[]): FoundSection<S> {
  const [section] = candidates;
  return section && candidates.length === 1
    ? { kind: 'section', section }
    : { kind: 'ambiguous', candidates };
}

/**
 * By number or by the id as it stands; a real heading's id wins over the introduction's. kramdown gives the same id
 * to two headings where one is called as the other is numbered (`a`, `a`, `a-1`).
 */
function exactly<S extends SectionHead>(sections: readonly S[], typed: string): S[] {
  if (/^\d+$/.test(typed)) {
    const numbered = sections.find((section) => section.number === Number(typed));
    if (numbered) return [numbered];
  }
  const id = typed.replace(/^#/, '').toLowerCase();
  if (id === '') return [];
  const named = sections.filter((section) => writtenIds(section.id).includes(id));
  return named.length > 1 ? named.filter((section) => section.number > 0) : named;
}

/** An id as the page has it, as it is printed, and as it stands in a link. */
function writtenIds(id: string): string[] {
  return [id, oneLine(id), encodeURIComponent(id.toWellFormed())].map((form) => form.toLowerCase());
}

/** A section and what stands below it: the deeper headings up to the next one of its own level or above. */
export function withSubsections<S extends SectionHead>(sections: readonly S[], section: S): S[] {
  const at = sections.indexOf(section);
  if (section.number === 0) return [section];
  const rest = sections.slice(at + 1);
  const end = rest.findIndex((other) => other.level <= section.level);
  return [section, ...(end < 0 ? rest : rest.slice(0, end))];
}
