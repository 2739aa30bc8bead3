import type { Link, Page, PageHead, SectionHead } from './model.js';

/** What the commands need that do not print the page's text: `toc`, `contact`, `completion`. */
export interface Contents {
  head: PageHead;
  sections: SectionHead[];
  /** The links whose text names another address than their target. */
  mislabelled: Link[];
}

export function contentsOf({ sections, ...head }: Page): Contents {
  return {
    head,
    sections: sections.map(({ number, id, title, level, url, inToc }) => ({
      number,
      id,
      title,
      level,
      url,
      inToc,
    })),
    mislabelled: sections.flatMap(({ links }) => links.filter(({ mislabelled }) => mislabelled)),
  };
}

/** The level of the page's outermost headings; the introduction is beside them. */
export function topLevel(sections: readonly SectionHead[]): number {
  return sections.reduce((top, { number, level }) => (number > 0 && level < top ? level : top), 6);
}
