import { isDay, isInstant } from '../text/instants.js';

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
  /** Who answers for a retired vendor, as far as is known. */
  successor?: Successor;
  /** For `contact --security-txt`: an RFC 3339 date-time. */
  expires?: string;
}

/** A dated fact with its source. */
export interface Notice {
  date: string;
  text: string;
  source: string;
  /** The fact in a few words, for where the text does not fit: at most 60 characters. */
  short?: string;
}

/** Whom to ask where the vendor itself no longer answers. That somebody is named makes no claim that they do. */
export interface Successor {
  name: string;
  address?: string;
  url?: string;
  source: string;
}

/** What may be wrong with a field. */
export type IssueCode =
  | 'missing'
  | 'given-twice'
  | 'not-a-field'
  | 'no-json-object'
  | 'not-an-object'
  | 'not-a-list'
  | 'not-a-notice'
  | 'not-a-text'
  | 'no-text'
  | 'no-short-text'
  | 'no-address'
  | 'no-url'
  | 'no-date'
  | 'no-instant'
  | 'no-fingerprint'
  | 'no-file-name';

/** One thing that is wrong: where (`key.fingerprint`; `bundle.json` for the whole) and what. */
export interface Issue {
  field: string;
  problem: IssueCode;
}

type Check = (value: unknown) => IssueCode | undefined;

const textThat =
  (problem: IssueCode, isGood: (text: string) => boolean): Check =>
  (value) =>
    typeof value === 'string' && isGood(value) ? undefined : problem;

const pattern = (problem: IssueCode, regex: RegExp): Check => textThat(problem, (value) => regex.test(value));

const text = pattern('no-text', /\S/);
const shortText = pattern('no-short-text', /^(?=\s*\S)[\s\S]{1,60}$/u);
const anyText = textThat('not-a-text', () => true);
const address = pattern('no-address', /^[^\s@<>"(),:;[\]\\\p{Cc}\p{Cf}]+@[^\s@<>"(),:;[\]\\\p{Cc}\p{Cf}]+$/u);
const url = pattern('no-url', /^https?:\/\/[^\s\p{Cc}\p{Cf}]+$/u);
const date = textThat(
  'no-date',
  (value) => /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value) && isDay(value),
);
const fingerprint = pattern('no-fingerprint', /^([0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})$/);
const file = pattern('no-file-name', /^(?!\/|\\|[A-Za-z]:)[^\0]+$/);
const instant = textThat('no-instant', isInstant);

interface Shape {
  [field: string]: { check: Check | Shape; optional?: true };
}

/** A check for each field of a type, so that the compiler asks for that of a new one. */
type ShapeOf<T> = {
  [Field in keyof T]-?: {
    check: NonNullable<T[Field]> extends object ? ShapeOf<NonNullable<T[Field]>> : Check;
  } & (undefined extends T[Field] ? { optional: true } : { optional?: never });
};

const SHAPE: ShapeOf<Omit<Manifest, 'notices'>> = {
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
  successor: {
    check: {
      name: { check: text },
      address: { check: address, optional: true },
      url: { check: url, optional: true },
      source: { check: text },
    },
    optional: true,
  },
  expires: { check: instant, optional: true },
};

const NOTICE: ShapeOf<Notice> = {
  date: { check: date },
  text: { check: text },
  source: { check: text },
  short: { check: shortText, optional: true },
};

/** All fields of a manifest; the notices are looked at one by one. */
export const MANIFEST_SHAPE: Shape = { ...SHAPE, notices: { check: () => undefined, optional: true } };

/** Checks parsed JSON against the shape of `bundle.json`: the manifest, or everything that is wrong with it. */
export function checkManifest(value: unknown): { manifest: Manifest } | { issues: Issue[] } {
  const issues: Issue[] = [];
  if (!isRecord(value)) return { issues: [{ field: 'bundle.json', problem: 'no-json-object' }] };
  checkShape(value, MANIFEST_SHAPE, '', issues);
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
    issues.push({ field: 'notices', problem: 'not-a-list' });
    return;
  }
  value.forEach((notice, index) => {
    const field = `notices[${index}]`;
    if (isRecord(notice)) checkShape(notice, NOTICE, `${field}.`, issues);
    else issues.push({ field, problem: 'not-a-notice' });
  });
}

function checkShape(value: Record<string, unknown>, shape: Shape, prefix: string, issues: Issue[]): void {
  for (const field of Object.keys(value)) {
    if (!Object.hasOwn(shape, field) && !field.startsWith('$') && !field.startsWith('//')) {
      issues.push({ field: prefix + field, problem: 'not-a-field' });
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
    if (!field.optional) issues.push({ field: field.name, problem: 'missing' });
  } else if (typeof field.check === 'function') {
    const problem = field.check(value);
    if (problem !== undefined) issues.push({ field: field.name, problem });
  } else if (isRecord(value)) {
    checkShape(value, field.check, `${field.name}.`, issues);
  } else {
    issues.push({ field: field.name, problem: 'not-an-object' });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
