/** What of a filled-in template is still the template's own, and no part of the report. */
import { REPORT_FIELDS } from './report-fields.js';
import {
  FIRST_HELP,
  HEAD_START,
  headingLine,
  type ReportRecipient,
  reportHead,
  reportHelp,
} from './template.js';

/** A line, without its break and the blanks before that. */
const shown = (line: string) => line.replace(/[ \t\r\n]+$/, '');
const isBlank = (line: string) => shown(line) === '';

const FIELDS = Object.values(REPORT_FIELDS);
const HELP_LINES = new Set([FIRST_HELP, ...FIELDS.map(({ help }) => help)].map(reportHelp));
/** Of each heading, the line of help below it. */
const HELP_OF = new Map(FIELDS.map(({ heading, help }) => [headingLine(heading), reportHelp(help)]));

/** A line that is not in a code block may be the template's own. */
interface ReportLine {
  text: string;
  fenced: boolean;
}

/**
 * A filled-in template without the parts in which nothing was written, and without its lines of help, each with the
 * blank line that the template has after it. Every other line stays as it was saved, to the byte.
 */
export function tidyReport(text: string): string {
  const parts = partsOf(linesOf(text));
  const kept = parts.filter((part) => !isUnfilled(part, parts));
  const seen = new Set<string>();
  return kept.map((part) => withoutHelp(part, seen).join('')).join('');
}

/** Whether a text began as a template: it says so of itself, or has its first line and some of its help. */
export function isTemplate(text: string): boolean {
  const own = linesOf(text)
    .filter(({ fenced }) => !fenced)
    .map((line) => shown(line.text));
  if (own.includes(reportHelp(FIRST_HELP))) return true;
  const first = own.find((line) => line !== '')?.replace(/^\ufeff/, '');
  return first?.startsWith(HEAD_START) === true && own.some((line) => HELP_LINES.has(line));
}

/** Whether nothing was written into a template, or nothing is left of it. */
export function isUntouched(text: string, recipient: ReportRecipient): boolean {
  const head = new Set(reportHead(recipient).split('\n'));
  const left = tidyReport(text.replace(/^\ufeff/, '')).split('\n');
  return left.every((line) => isBlank(line) || head.has(shown(line)));
}

/** Marks the lines of fenced code blocks (CommonMark 0.31 section 4.5); one that is not closed goes on to the end. */
function linesOf(text: string): ReportLine[] {
  let fence: string | undefined;
  return text.split(/(?<=\n)/).map((line) => {
    if (fence !== undefined) {
      const [, marks = ''] = /^[ \t]*(`+|~+)[ \t\r\n]*$/.exec(line) ?? [];
      if (marks.startsWith(fence)) fence = undefined;
      return { text: line, fenced: true };
    }
    fence = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
    return { text: line, fenced: fence !== undefined };
  });
}

/** What stands before the first heading of the template, then each heading and what follows. */
function partsOf(lines: readonly ReportLine[]): ReportLine[][] {
  const parts: ReportLine[][] = [[]];
  for (const line of lines) {
    if (!line.fenced && HELP_OF.has(shown(line.text))) parts.push([]);
    parts.at(-1)?.push(line);
  }
  return parts;
}

const headingOf = ([first]: readonly ReportLine[]) => (first && !first.fenced ? shown(first.text) : '');

/** A heading of the template, with nothing below it but its help. Of several such headings, only one is the template's. */
function isUnfilled(part: readonly ReportLine[], parts: readonly ReportLine[][]): boolean {
  const heading = headingOf(part);
  const help = HELP_OF.get(heading);
  if (help === undefined) return false;
  const written = part.slice(1).filter(({ text }) => !isBlank(text));
  if (written.length === 0) return parts.filter((other) => headingOf(other) === heading).length === 1;
  return written.length === 1 && written.every(({ text, fenced }) => !fenced && shown(text) === help);
}

/** @param seen the lines of help that were found: what is there once more was put there by the writer */
function withoutHelp(part: readonly ReportLine[], seen: Set<string>): string[] {
  const kept: string[] = [];
  let afterHelp = false;
  for (const { text, fenced } of part) {
    const isHelp = !fenced && HELP_LINES.has(shown(text)) && !seen.has(shown(text));
    if (isHelp) seen.add(shown(text));
    else if (!(afterHelp && isBlank(text))) kept.push(text);
    afterHelp = isHelp;
  }
  return kept;
}
