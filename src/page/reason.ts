import { type FailureCode, Refusal } from '../errors.js';

/** Why a page, or a search in it, is refused. Lines count from 1 in the page's file. */
export type PageReason =
  | { reason: 'page-too-much'; what: PageMeasure; most: number; line: number }
  | { reason: 'front-matter-open' }
  | { reason: 'front-matter-unreadable'; line: number; why: FrontMatterFault }
  | { reason: 'liquid-unknown'; line: number; what: 'tag' | 'variable'; text: string }
  | { reason: 'pattern-slow'; pattern: string; seconds: number }
  | { reason: 'pattern-unreadable'; pattern: string; detail: string };

/**
 * What of a page has an end: its length; that of a line, and of a text without a break; blanks in a row; lists,
 * quotations and emphasis in one another; link definitions.
 */
export type PageMeasure =
  | 'characters'
  | 'line-length'
  | 'text-length'
  | 'blanks'
  | 'nesting'
  | 'marks'
  | 'definitions';

/** What is wrong with front matter; `yaml` in the parser's own words. */
export type FrontMatterFault =
  | { fault: 'too-deep' | 'no-fields' | 'too-many-aliases' }
  | { fault: 'no-anchor'; name: string }
  | { fault: 'yaml'; detail: string };

/** @param cause the error of a library, for a trace */
export function refusePage(code: FailureCode, facts: PageReason, cause?: unknown): Refusal<PageReason> {
  return new Refusal(code, facts, { cause });
}
