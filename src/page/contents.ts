import type { DrawnSection, Link, Page, PageHead, SectionHead, TextSection } from './model.js';

/** What the commands need that do not print the page's text: `toc`, `contact`, `completion`. */
export interface Contents {
  head: PageHead;
  sections: SectionHead[];
  /** The links whose text names another address than their target. */
  mislabelled: Link[];
}

/** Of a page, what its contents take. */
export function contentsOf({ sections, ...head }: Page): Contents {
  return {
    head,
    sections: sections.map(headOf),
    mislabelled: sections.flatMap(({ links }) => links.filter(({ mislabelled }) => mislabelled)),
  };
}

/** What the whole page takes on a terminal. */
export function drawingOf(page: Page): Page<DrawnSection> {
  const sections = page.sections.map((section) => ({
    ...headOf(section),
    heading: section.heading,
    blocks: section.blocks,
  }));
  return { ...page, sections };
}

/** What a search takes. */
export function textsOf(page: Page): TextSection[] {
  return page.sections.map((section) => ({ ...headOf(section), text: section.text }));
}

function headOf({ number, id, title, level, url, inToc }: SectionHead): SectionHead {
  return { number, id, title, level, url, inToc };
}

/** The level of the page's outermost headings; the introduction is beside them. */
export function topLevel(sections: readonly SectionHead[]): number {
  return sections.reduce((top, { number, level }) => (number > 0 && level < top ? level : top), 6);
}
