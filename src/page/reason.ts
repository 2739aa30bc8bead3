import { type FailureCode, Refusal } from '../errors.js';

/** Why a page, or a search in it, is refused. Lines count from 1 in the page's file. */
export type PageReason =
  | { reason: 'page-too-deep' }
  | { reason: 'front-matter-open' }
  | { reason: 'front-matter-unreadable'; line: number; why: FrontMatterFault }
  | { reason: 'liquid-unknown'; line: number; what: 'tag' | 'variable'; text: string }
  | { reason: 'pattern-slow'; pattern: string; seconds: number }
  | { reason: 'pattern-unreadable'; pattern: string; detail: string };

/** What is wrong with front matter; `yaml` in the parser's own words. */
export type FrontMatterFault =
  | { fault: 'too-deep' | 'no-fields' | 'too-many-aliases' }
  | { fault: 'no-anchor'; name: string }
  | { fault: 'yaml'; detail: string };

/** @param cause the error of a library, for a trace */
export function refusePage(code: FailureCode, facts: PageReason, cause?: unknown): Refusal<PageReason> {
  return new Refusal(code, facts, { cause });
}
