import type { NotUnderstood } from '../model.js';
import { readYamlFields, type YamlFields } from './yaml-fields.js';

/** The front matter that Jekyll reads: YAML between two `---` lines, of which a page needs a few plain fields. */
export interface FrontMatter {
  title: string;
  tags: string[];
  redirectFrom: string[];
  lang: string;
  fields: YamlFields['fields'];
  /** The source with both fences and a final newline; empty where there is none. */
  source: string;
  /** What follows it. */
  body: string;
  /** What of it cannot be read. */
  notUnderstood: NotUnderstood[];
}

const BLOCK = /^---[ \t]*\n(?:([\s\S]*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)/;
/** A rule at a page's start is Markdown; a field below it is not. */
const NO_END = /^---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*["']?[A-Za-z_][\w-]*["']?:(?:\s|$)/;

/**
 * Splits a page (line feeds only) into its front matter and its body. What does not end, or holds no field, is no
 * front matter: it is read as part of the body.
 */
export function readFrontMatter(page: string): FrontMatter {
  const found = BLOCK.exec(page);
  const { fields, fault } = readYamlFields(found?.[1] ?? '');
  const none = fault && Object.keys(fields).length === 0;
  const source = found && !none ? found[0].replace(/\n?$/, '\n') : '';
  const notUnderstood: NotUnderstood[] = [];
  // below the first fence
  if (fault) notUnderstood.push({ what: 'front-matter', line: fault.line + 1, why: fault.why });
  if (!found && NO_END.test(page))
    notUnderstood.push({ what: 'front-matter', line: 1, why: { fault: 'no-end' } });
  return {
    title: strings(fields.title).join(' '),
    // Jekyll takes a string for several tags
    tags: typeof fields.tags === 'string' ? fields.tags.split(/\s+/).filter(Boolean) : strings(fields.tags),
    redirectFrom: strings(fields.redirect_from),
    lang: strings(fields.lang).find((lang) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(lang)) ?? 'en',
    fields,
    source,
    body: found && !none ? page.slice(found[0].length) : page,
    notUnderstood,
  };
}

/** A string, or those of a list, each on one line. */
function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value])
    .filter((item) => typeof item === 'string')
    .map((item) =>
      item
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(' '),
    )
    .filter((item) => item !== '');
}
