import type { AlertKind } from './document.js';

/**
 * A vendor's page as plain data: what the build saves as JSON and a run reads back, or makes itself for another
 * bundle. Nothing here depends on a terminal; widths are in terminal cells.
 */
export interface Page extends PageHead {
  /** Links within the page, as it has them, that lead nowhere. */
  deadLinks: string[];
  sections: Section[];
}

/** What is listed and searched of a page. */
export interface TextPage extends PageHead {
  sections: (TextSection & Pick<Section, 'links'>)[];
}

/** What is said of links and images between their own text: the page's layer has no words. */
export interface PageWords {
  /** Before the target of a link whose text names another. */
  goesElsewhere: string;
  /** Before what stands for an image. */
  image: string;
  /** Before the number of a section that a link leads to. */
  section: string;
  /** Above the text of an alert (`> [!NOTE]`). */
  alerts: Record<AlertKind, string>;
  /** Above a `details` element without a summary. */
  details: string;
}

/** What stands above the sections. */
export interface PageHead {
  title: string;
  tags: string[];
  redirectFrom: string[];
  /** Where the page is published, where that is known. */
  url: string | null;
  /** BCP 47, for `<html lang>`. */
  lang: string;
  /** The heading that is the title, where the front matter gives none. */
  heading?: { words: Word[]; html: string };
  /**
   * The front matter's source with its fences and a final newline, or the empty string; and that of a heading above
   * all sections.
   */
  frontMatter: string;
  /** What is shown as it is written. */
  notUnderstood: NotUnderstood[];
}

/** How a page is written. */
export type PageFormat = 'jekyll' | 'github' | 'commonmark';

/** Syntax of a page that its reader does not know. The line counts from 1 in the page's file. */
export type NotUnderstood = { line: number } & (
  | { what: 'liquid-tag' | 'liquid-variable' /** How it starts. */; text: string }
  | { what: 'front-matter'; why: FrontMatterFault }
  /** A text that is too long to be read. */
  | { what: 'text-length'; most: number }
);

/** What is wrong with front matter; `yaml` in the parser's own words. */
export type FrontMatterFault =
  | { fault: 'no-end' }
  | { fault: 'too-deep' | 'no-fields' | 'too-many-aliases' }
  | { fault: 'no-anchor'; name: string }
  | { fault: 'yaml'; detail: string };

/** The part of a section that a list of sections needs. */
export interface SectionHead {
  /** Position on the page; 0 is the introduction. */
  number: number;
  /** The id on the website (kramdown's rule for GFM input); empty where the heading has no letter or digit. */
  id: string;
  title: string;
  /** 1 to 6; the introduction has 1. */
  level: number;
  url: string | null;
  /** `false` for `{:.no_toc}`. */
  inToc: boolean;
}

/** What a terminal shows of a section. */
export interface DrawnSection extends SectionHead {
  /** The heading's words, styled. */
  heading: Word[];
  blocks: Block[];
}

/** What is searched. */
export interface TextSection extends SectionHead {
  /**
   * What `plain` shows below the heading, not wrapped: one line a paragraph or list item. It has not passed the gate
   * for hostile text.
   */
  text: string;
}

export interface Section extends DrawnSection, TextSection {
  /** The section's own source, heading included, site variables resolved. */
  markdown: string;
  links: Link[];
  html: string;
}

export interface Link {
  /** As it reads on the page. */
  text: string;
  /** Absolute. */
  target: string;
  /** The text names another address than the target. */
  mislabelled: boolean;
}

/** Text in one style: SGR parameters (`1;4`), or none; and the target of an OSC 8 hyperlink. */
export type Span = [text: string, style?: string, target?: string];

/** What is set between two spaces. */
export interface Word {
  spans: Span[];
  /** As the page has it, where the spans show an escape for a part of it. */
  source?: string;
  cells: number;
  /** A line ends after it whatever room is left. */
  end?: 1;
}

/**
 * A piece of text between two line breaks of its own. `indent` is made of blanks and, for a quotation, `|`;
 * `marker` (`-`, `3.`) stands at the end of the first line's indentation.
 */
export type Block = { indent: string; marker?: string /** No blank line above. */; tight?: 1 } & (
  | { kind: 'text'; words: Word[] }
  | { kind: 'heading'; words: Word[] }
  | {
      kind: 'code';
      lines: string[] /** As the page has it, where a line shows an escape. */;
      source?: string;
    }
  | { kind: 'rule' }
  | {
      kind: 'table';
      head: Word[][];
      rows: Word[][][];
      /** The heading of each column, where one heading stands over several. */
      headings?: Word[][];
    }
);
