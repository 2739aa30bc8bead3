import { join } from 'node:path';
import { contactKey } from '../../bundle/contact-uri.js';
import type { Manifest } from '../../bundle/manifest.js';
import { type BundleParts, readParts } from '../../bundle/parts.js';
import type { ArgumentsOf, OptionsOf } from '../../declared/values.js';
import { EXIT, Failure } from '../../errors.js';
import { readInput } from '../../files/read/input.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { failureOf } from '../../output/in-words.js';
import { sentenceLines } from '../../output/terminal/message-lines.js';
import { type Finding, finding } from '../../output/words/bundle-findings.js';
import { DAY, latestTime } from '../../text/dates.js';
import { type Clock, dateFindings } from './findings/endings.js';
import { keyFindings } from './findings/key-findings.js';
import { pageFindings } from './findings/page-findings.js';
import { type SecurityTxtFile, securityTxtFindings } from './findings/security-txt-findings.js';

/** `bundle check`: everything that is wrong or doubtful with a bundle, at once. */
export async function checkBundle(
  context: Context,
  [path]: ArgumentsOf<'bundle check'>,
  options: OptionsOf<'bundle check'>,
): Promise<number> {
  const clock = { now: new Date(), within: withinOf(options.within) };
  const published =
    options.securityTxt === undefined ? undefined : await readPublished(context, options.securityTxt);
  const parts = readParts(context.io.root, path ?? context.bundleDir);
  const findings = inOrder(await allFindings(parts, published, clock));
  const exit = EXITS.find((status) => findings.some((one) => one.exit === status)) ?? EXIT.OK;
  const bundle = parts.place.folder;
  if (context.json) {
    const listed = findings.map(({ level, code, place, message }) => ({ level, code, place, message }));
    await writeJson(context.io, { bundle, exit, findings: listed });
    return exit;
  }
  const lines = [...findings.map(findingLine), summary(bundle, findings)];
  await writeOut(
    context.io,
    lines.map((line) => sentenceLines(line, context.terminal, context.names)).join(''),
  );
  return exit;
}

/** Of several statuses the first of these. */
const EXITS = [EXIT.PRIMARY_KEY_BAD, EXIT.BAD_DATA, EXIT.CERT_CANNOT_ENCRYPT];

async function allFindings(
  parts: BundleParts,
  published: SecurityTxtFile | undefined,
  clock: Clock,
): Promise<Finding[]> {
  const findings = parts.issues.map((issue) => finding('manifest-field', issue.field, issue));
  for (const { field, refusal } of parts.refusals) {
    const { message } = await failureOf(refusal);
    findings.push(finding('unreadable', field, { text: withoutPlace(message, field, parts) }));
  }
  const { manifest, page } = parts;
  if (!manifest) return findings;
  const keys = await keyFindings(parts, clock);
  findings.push(...keys.findings, ...contactsTwice(manifest));
  if (page !== undefined) findings.push(...(await pageFindings(page, manifest, keys, clock.now)));
  const { date } = manifest.page;
  if (date !== undefined && isAhead(date, clock))
    findings.push(finding('page-date-ahead', 'page.date', { text: date }));
  for (const [index, notice] of manifest.notices.entries()) {
    const place = `notices[${index}]`;
    if (isAhead(notice.date, clock)) findings.push(finding('notice-ahead', place, { text: notice.date }));
    if (notice.short === undefined) findings.push(finding('notice-long', place, {}));
  }
  if (manifest.expires !== undefined) findings.push(...dateFindings('expires', manifest.expires, clock));
  if (published) findings.push(...(await securityTxtFindings(published, manifest, keys.read, clock)));
  return findings;
}

/** @param date a year, a month or a day, in whatever place */
const isAhead = (date: string, { now }: Clock) => date > latestTime(now).toISOString();

function contactsTwice({ contacts }: Manifest): Finding[] {
  const keys = contacts.map(contactKey);
  return contacts.flatMap((contact, index) =>
    keys.indexOf(contactKey(contact)) < index
      ? [finding('contact-twice', `contacts[${index}]`, { text: contact })]
      : [],
  );
}

/** A refusal names the file and the field; here they stand before it. */
function withoutPlace(text: string, field: string, { place: { folder } }: BundleParts): string {
  const inFile = `${join(folder, 'bundle.json')}: `;
  const rest = text.startsWith(inFile) ? text.slice(inFile.length) : text;
  return rest.startsWith(`${field} `) ? rest.slice(field.length + 1) : rest;
}

/** What is wrong first, as it was found. */
function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => Number(a.level === 'doubtful') - Number(b.level === 'doubtful'));
}

const findingLine = ({ level, code, place, message }: Finding) => `${level}: ${place}: ${message} (${code})`;

function summary(bundle: string, findings: readonly Finding[]): string {
  const wrong = findings.filter(({ level }) => level === 'wrong').length;
  const doubtful = findings.length - wrong;
  const count = (number: number, what: string) => (number === 0 ? [] : [`${number} ${what}`]);
  const counts = [...count(wrong, 'wrong'), ...count(doubtful, 'doubtful')].join(', ');
  if (wrong > 0) return `not good: ${bundle}: ${counts}`;
  return `good: ${bundle}${counts === '' ? '' : `: nothing wrong, ${counts}`}`;
}

/** @throws Failure USAGE */
function withinOf(value: string | undefined): number {
  if (value === undefined) return 0;
  const days = /^(\d{1,5})d$/.exec(value)?.[1];
  if (days !== undefined) return Number(days) * DAY;
  throw new Failure('USAGE', `--within takes days, as 60d, and not ${value}`, [
    { again: ['--within', '60d'] },
  ]);
}

/** Larger files are no security.txt. */
const LIMIT = 1 << 20;

async function readPublished(context: Context, path: string): Promise<SecurityTxtFile> {
  const stdinNext = [{ run: 'bundle check --help' }];
  return { path, data: await readInput(context.io, path, { stdinNext, limit: LIMIT }) };
}
