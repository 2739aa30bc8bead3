import { type FailureCode, Refusal } from '../errors.js';

/** Why a page, or a search in it, is refused. Lines count from 1 in the page's file. */
export type PageReason =
  | { reason: 'page-too-much'; what: PageMeasure; most: number; line: number }
  | { reason: 'pattern-slow'; pattern: string; seconds: number }
  | { reason: 'pattern-unreadable'; pattern: string; detail: string };

/**
 * What of a page has an end: its length; its lines; that of a text that grows line by line; lists,
 * quotations and emphasis in one another; link definitions.
 */
export type PageMeasure = 'characters' | 'lines' | 'text-length' | 'nesting' | 'marks' | 'definitions';

/** @param cause the error of a library, for a trace */
export function refusePage(code: FailureCode, facts: PageReason, cause?: unknown): Refusal<PageReason> {
  return new Refusal(code, facts, { cause });
}
