import type { HeadingNode } from '../document.js';
import type { PageSection } from './sections.js';

/** The heading that is a page's title, and the sections without it. */
export interface Titled {
  heading: HeadingNode | undefined;
  sections: PageSection[];
  /** The heading's source, where no section holds it: nothing stands between it and the next. */
  markdown: string;
}

/**
 * Takes the only heading of level 1 for the page's title, if the page starts with it and has no other title: what stands
 * below it is the introduction.
 *
 * @param title that the front matter gives
 */
export function takeTitle(sections: readonly PageSection[], title: string): Titled {
  const [first, ...rest] = sections;
  const heading = first?.heading;
  const isTitle =
    heading?.level === 1 &&
    first?.title !== '' &&
    rest.every((section) => section.heading?.level !== 1) &&
    (title === '' || title === first?.title);
  if (!first || !isTitle) return { heading: undefined, sections: [...sections], markdown: '' };
  if (first.nodes.length === 0) return { heading, sections: rest, markdown: `${first.markdown}\n` };
  const introduction: PageSection = { ...first, heading: undefined, title: 'Introduction' };
  return { heading, sections: [introduction, ...rest], markdown: '' };
}
