import type { Token, TokenizerAndRendererExtension } from 'marked';
import type { BlockNode, InlineNode } from '../document.js';
import type { NotUnderstood } from '../model.js';
import type { Extras } from './extras.js';
import type { FrontMatter } from './front-matter.js';

/** What a format adds to Markdown: each has a folder here, of which `index.ts` exports one of these. */
export interface Syntax {
  /** GFM's tables, struck text, task lists and bare links; CommonMark alone has none of them. */
  gfm: boolean;
  /** What of Markdown's own, at the start of a source, is none here; by the names of marked's tokenizers. */
  isNone?: Partial<Record<NotHere, (source: string) => boolean>> | undefined;
  /** What marked is taught. */
  extensions: readonly TokenizerAndRendererExtension[];
  /** The numbers of footnotes that a heading refers to are in its id. */
  idsHaveNotes: boolean;
  /** A maker of the ids of headings for one page. */
  makeIds(): (title: string) => string;
  /** How a text that is no code reads in an id. */
  inIds?(text: string): string;
  /** What happens to the source before Markdown is read: the lines stay where they are, as far as that is possible. */
  prepare?(text: string, preparing: Preparing): string;
  /** Changes the page's outermost tokens, whose sources are the sections' own. */
  outermost?(tokens: readonly Token[]): Token[];
  /** The token at `index` and what follows it belong to the same section. */
  staysWithNext?(tokens: readonly Token[], index: number): boolean;
  /** What the token at `index` of its neighbours says; `undefined`: what Markdown has it say. */
  block?(tokens: readonly Token[], index: number, reader: Reader): BlockNode[] | undefined;
  /** HTML among the tokens is read elsewhere. */
  inline?(tokens: readonly Token[], index: number, reader: Reader): InlineNode[] | undefined;
  /** Changes all nodes of the page, when their ids are made. */
  finish?(nodes: readonly BlockNode[], extras: Extras): void;
}

export type NotHere = 'heading' | 'lheading' | 'list' | 'table' | 'del' | 'url';

/** Reads the tokens that another holds. */
export interface Reader {
  /** Those at `index`. */
  block(tokens: readonly Token[], index: number): BlockNode[];
  blocks(tokens: readonly Token[]): BlockNode[];
  /** What Markdown alone has a token say. */
  plain(token: Token): BlockNode[];
  /** Inline tokens as one paragraph, or several where HTML among them has it so. */
  paragraphs(tokens: readonly Token[]): BlockNode[];
  inlines(tokens: readonly Token[]): InlineNode[];
}

/** What is known of a page before its Markdown is read. */
export interface Preparing {
  site: Site;
  frontMatter: FrontMatter;
  /** Where the page is published. */
  url: string | undefined;
  /** The number of the text's first line in its file. */
  firstLine: number;
  /** Takes what is shown as it is written. */
  note(what: NotUnderstood): void;
}

/** Where a page's website is. */
export interface Site {
  url: string;
  baseurl: string;
}

/** One of a page's outermost tokens, and where in the page's source it begins. */
export interface PlacedToken {
  token: Token;
  at: number;
}
