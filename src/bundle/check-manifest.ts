import * as v from 'valibot';
import { nearestOf } from '../text/edit-distance.js';
import { addressOf } from './contact-uri.js';
import type { Issue, IssueCode, KeyUse, Manifest, PinnedKey, SecurityTxtFields } from './manifest.js';
import { contactsIn, MANIFEST_FILE, type ManifestFile } from './manifest-file.js';

/** The manifest; or everything that is wrong with it, and what can be made of the rest. */
export type CheckedManifest = { manifest: Manifest } | { issues: Issue[]; partial: Manifest | undefined };

/** Checks parsed JSON against the fields of `bundle.json`. */
export function checkManifest(value: unknown): CheckedManifest {
  const issues: Issue[] = [];
  const parsed = v.safeParse(MANIFEST_FILE, withoutComments(value, MANIFEST_FILE, '', issues));
  for (const { path = [], message } of parsed.issues ?? []) {
    const issue = { field: placeOf(path), problem: message as IssueCode };
    // of a date, its form and its day of the calendar
    if (!issues.some(({ field, problem }) => field === issue.field && problem === issue.problem))
      issues.push(issue);
  }
  if (isRecord(value)) issues.push(...contradictions(value));
  if (parsed.success) issues.push(...sameKeys(parsed.output));
  if (parsed.success && issues.length === 0) return { manifest: manifestOf(parsed.output) };
  return { issues, partial: partOf(value, issues) };
}

/** What is left without the fields that are wrong, so that the rest can be looked at as well. */
function partOf(value: unknown, issues: readonly Issue[]): Manifest | undefined {
  if (!isRecord(value)) return undefined;
  const rest: Record<string, unknown> = { name: '?', ...value };
  for (const { field } of issues) {
    const [top = '', below = ''] = field.split(/[.[]/);
    const inPage = top === 'page' && isRecord(rest.page) && below !== '' && below !== 'file';
    if (inPage) rest.page = { ...(rest.page as object), [below]: undefined };
    else if (top === 'name') rest.name = '?';
    else delete rest[top];
  }
  if (isRecord(rest.page)) rest.page = defined(rest.page);
  const parsed = v.safeParse(MANIFEST_FILE, withoutComments(rest, MANIFEST_FILE, '', []));
  return parsed.success ? manifestOf(parsed.output) : undefined;
}

/** Fields that are each right by themselves, and contradict one another. */
function contradictions(value: Record<string, unknown>): Issue[] {
  const has = (field: string) => value[field] !== undefined;
  const issues: Issue[] = [];
  if (has('key') && has('keys')) issues.push({ field: 'keys', problem: 'instead-of-key' });
  if (has('address') && has('contacts')) issues.push({ field: 'contacts', problem: 'instead-of-address' });
  if (!has('address') && !has('contacts')) issues.push({ field: 'contacts', problem: 'no-contact' });
  return issues;
}

function sameKeys({ keys = [] }: ManifestFile): Issue[] {
  const known = new Set<string>();
  return keys.flatMap(({ fingerprint }, index): Issue[] => {
    if (known.has(fingerprint)) return [{ field: `keys[${index}].fingerprint`, problem: 'same-key' }];
    known.add(fingerprint);
    return [];
  });
}

/**
 * The value without the fields that are comments (`$…`, `//…`), at every level that has fields. Each name that is no
 * field becomes an issue.
 */
function withoutComments(value: unknown, schema: object, place: string, issues: Issue[]): unknown {
  if ('wrapped' in schema) return withoutComments(value, schema.wrapped as object, place, issues);
  if ('item' in schema && Array.isArray(value)) {
    const item = schema.item as object;
    return value.map((one, index) => withoutComments(one, item, `${place}[${index}]`, issues));
  }
  if (!('entries' in schema)) return value;
  // a list has fields too, to JavaScript
  if (!isRecord(value)) return Array.isArray(value) ? null : value;
  const entries = schema.entries as Record<string, object>;
  const kept: Record<string, unknown> = {};
  for (const [name, below] of Object.entries(value)) {
    if (name.startsWith('$') || name.startsWith('//')) continue;
    const field = place === '' ? name : `${place}.${name}`;
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    if (entry) kept[name] = withoutComments(below, entry, field, issues);
    else issues.push(notAField(field, nearestOf(name, Object.keys(entries))));
  }
  return kept;
}

function notAField(field: string, nearest: string | undefined): Issue {
  const issue = { field, problem: 'not-a-field' as const };
  return nearest === undefined ? issue : { ...issue, nearest };
}

/** `keys[1].fingerprint`. */
function placeOf(path: readonly { key: unknown }[]): string {
  const place = path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return place === '' ? 'bundle.json' : place.slice(1);
}

const BOTH: readonly KeyUse[] = ['encrypt', 'verify'];

/** The manifest in its one shape, from either form of the file (`key` or `keys`, `address` or `contacts`). */
function manifestOf(file: ManifestFile): Manifest {
  const { name, page, site, notices = [], key, keys, successor, expires } = file;
  const contacts = contactsIn(file);
  const given = key ? [{ field: 'key', ...key }] : (keys ?? []).map(inList);
  return defined<Manifest>({
    name,
    contacts,
    address: contacts.map(addressOf).find((address) => address !== undefined) ?? null,
    page,
    keys: given.map((one): PinnedKey => defined<PinnedKey>({ ...one, use: one.use ?? BOTH })),
    site: { url: site?.url ?? '', baseurl: site?.baseurl ?? '' },
    notices,
    successor,
    expires,
    securityTxt: securityTxtOf(file),
  });
}

const inList = <K extends object>(key: K, index: number) => ({ field: `keys[${index}]`, ...key });

function securityTxtOf({ securityTxt: given = {} }: ManifestFile): SecurityTxtFields {
  const list = (value: string | string[] | undefined) => [value ?? []].flat();
  return {
    canonical: list(given.canonical),
    preferredLanguages: list(given.preferredLanguages),
    acknowledgments: list(given.acknowledgments),
    policy: list(given.policy),
    hiring: list(given.hiring),
    csaf: list(given.csaf),
  };
}

/** Without the fields that have no value. */
function defined<T>(value: { [F in keyof T]: T[F] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
