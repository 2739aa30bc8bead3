import type { SectionHead } from './model.js';

/** The level of the page's outermost headings; the introduction is beside them. */
export function topLevel(sections: readonly SectionHead[]): number {
  return sections.reduce((top, { number, level }) => (number > 0 && level < top ? level : top), 6);
}
