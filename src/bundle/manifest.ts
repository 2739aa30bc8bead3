import { isDay, isInstant } from './dates.js';

/**
 * `bundle.json`: what holds a vendor's page and certificate together. Checked by hand so that every fault is named
 * with its field; docs/json/bundle.schema.json says the same (a test compares the two).
 */
export interface Manifest {
  name: string;
  /** The security address that reports go to. */
  address: string;
  page: { file: string; url?: string; date?: string };
  key: {
    file: string;
    /** The pin: 40 (v4) or 64 (v6) upper-case hex digits. */
    fingerprint: string;
    url?: string;
  };
  site: { url: string; baseurl: string };
  notices: Notice[];
  /** For `contact --security-txt`: an RFC 3339 date-time. */
  expires?: string;
}

/** A dated fact with its source. */
export interface Notice {
  date: string;
  text: string;
  source: string;
}

/** One thing that is wrong: where (`key.fingerprint`) and what. */
export interface Issue {
  field: string;
  problem: string;
}

type Check = (value: unknown) => string | undefined;

const text: Check = (value) =>
  typeof value === 'string' && value.trim() !== '' ? undefined : 'must be a text that is not empty';

const anyText: Check = (value) => (typeof value === 'string' ? undefined : 'must be a text');

const pattern =
  (regex: RegExp, words: string): Check =>
  (value) =>
    typeof value === 'string' && regex.test(value) ? undefined : words;

const address = pattern(
  /^[^\s@<>"(),:;[\]\\\p{Cc}\p{Cf}]+@[^\s@<>"(),:;[\]\\\p{Cc}\p{Cf}]+$/u,
  'must be an e-mail address',
);
const url = pattern(/^https?:\/\/[^\s\p{Cc}\p{Cf}]+$/u, 'must be an http or https URL');
const date: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value) &&
  isDay(value)
    ? undefined
    : 'must be a date as YYYY, YYYY-MM or YYYY-MM-DD';
const fingerprint = pattern(
  /^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$/,
  'must be 40 hex digits, or 64 for a version 6 key',
);
const file = pattern(/^(?!\/|\\|[A-Za-z]:)[^\0]+$/, 'must be a file name relative to the folder');
const instant: Check = (value) =>
  typeof value === 'string' && isInstant(value)
    ? undefined
    : 'must be a date and time as 2030-01-31T00:00:00Z';

interface Shape {
  [field: string]: { check: Check | Shape; optional?: true };
}

const SHAPE: Shape = {
  name: { check: text },
  address: { check: address },
  page: {
    check: {
      file: { check: file },
      url: { check: url, optional: true },
      date: { check: date, optional: true },
    },
  },
  key: {
    check: {
      file: { check: file },
      fingerprint: { check: fingerprint },
      url: { check: url, optional: true },
    },
  },
  site: { check: { url: { check: url }, baseurl: { check: anyText } } },
  expires: { check: instant, optional: true },
};

const NOTICE: Shape = { date: { check: date }, text: { check: text }, source: { check: text } };

/** Checks parsed JSON against the shape of `bundle.json`: the manifest, or everything that is wrong with it. */
export function checkManifest(value: unknown): { manifest: Manifest } | { issues: Issue[] } {
  const issues: Issue[] = [];
  if (!isRecord(value)) return { issues: [{ field: 'bundle.json', problem: 'must be a JSON object' }] };
  checkShape(value, { ...SHAPE, notices: { check: () => undefined, optional: true } }, '', issues);
  checkNotices(value.notices, issues);
  if (issues.length > 0) return { issues };
  const manifest = value as unknown as Manifest;
  return {
    manifest: {
      ...manifest,
      key: { ...manifest.key, fingerprint: manifest.key.fingerprint.toUpperCase() },
      notices: manifest.notices ?? [],
    },
  };
}

function checkNotices(value: unknown, issues: Issue[]): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    issues.push({ field: 'notices', problem: 'must be a list' });
    return;
  }
  value.forEach((notice, index) => {
    const field = `notices[${index}]`;
    if (isRecord(notice)) checkShape(notice, NOTICE, `${field}.`, issues);
    else issues.push({ field, problem: 'must be an object with date, text and source' });
  });
}

function checkShape(value: Record<string, unknown>, shape: Shape, prefix: string, issues: Issue[]): void {
  for (const field of Object.keys(value)) {
    if (!Object.hasOwn(shape, field) && !field.startsWith('$') && !field.startsWith('//')) {
      issues.push({ field: prefix + field, problem: 'is not a field of a bundle' });
    }
  }
  for (const [field, { check, optional }] of Object.entries(shape)) {
    checkField(value[field], { name: prefix + field, check, optional: optional === true }, issues);
  }
}

function checkField(
  value: unknown,
  field: { name: string; check: Check | Shape; optional: boolean },
  issues: Issue[],
): void {
  if (value === undefined) {
    if (!field.optional) issues.push({ field: field.name, problem: 'is missing' });
  } else if (typeof field.check === 'function') {
    const problem = field.check(value);
    if (problem !== undefined) issues.push({ field: field.name, problem });
  } else if (isRecord(value)) {
    checkShape(value, field.check, `${field.name}.`, issues);
  } else {
    issues.push({ field: field.name, problem: 'must be an object' });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
