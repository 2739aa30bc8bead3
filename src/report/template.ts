import { REPORT_FIELDS, type ReportFieldName } from './report-fields.js';

/** What a bundle says of whoever the report is for. */
export interface ReportRecipient {
  name: string;
  /** Where reports go: an address, or a URL. */
  contact: string;
  /** The security page on the web. */
  page: string | undefined;
}

const FIELDS = Object.values(REPORT_FIELDS);

/** What the template says of itself. */
export const FIRST_HELP =
  'Fill in what you know. `encrypt --edit` leaves out what stays empty, and lines of help such as this one.';

export const reportHelp = (text: string) => `<!-- ${text} -->`;
export const headingLine = (text: string) => `## ${text}`;

/** A report to be filled in, in Markdown: each part with a line of help, in a comment. */
export function reportTemplate(recipient: ReportRecipient): string {
  const parts = FIELDS.map(({ heading, help }) => `${headingLine(heading)}\n\n${reportHelp(help)}\n\n`);
  return `${reportHead(recipient)}${reportHelp(FIRST_HELP)}\n\n${parts.join('\n')}`;
}

/** A report whose parts are known: those without an answer are left out. */
export function filledReport(
  recipient: ReportRecipient,
  answers: Partial<Record<ReportFieldName, string>>,
): string {
  const names = Object.keys(REPORT_FIELDS) as ReportFieldName[];
  const parts = names
    .map((name) => [REPORT_FIELDS[name].heading, answers[name]?.trim() ?? ''] as const)
    .filter(([, answer]) => answer !== '')
    .map(([heading, answer]) => `${headingLine(heading)}\n\n${answer}\n`);
  return reportHead(recipient) + parts.join('\n');
}

/** What each report begins with. */
export const HEAD_START = '# Security report for ';

/** What stands above the parts of each report. */
export function reportHead({ name, contact, page }: ReportRecipient): string {
  const facts = [`- To: ${contact}`, ...(page === undefined ? [] : [`- Their page: ${page}`])];
  return `${HEAD_START}${name}\n\n${facts.join('\n')}\n\n`;
}
