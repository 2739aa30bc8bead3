import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import { Refusal } from '../../errors.js';
import { type FrontMatterFault, refusePage } from '../reason.js';

/** The front matter that Jekyll reads: YAML between two `---` lines, of which a page needs a few plain fields. */
export interface FrontMatter {
  title: string;
  tags: string[];
  redirectFrom: string[];
  lang: string;
  /** The source with both fences and a final newline; empty where there is none. */
  source: string;
  /** What follows it. */
  body: string;
}

const BLOCK = /^---[ \t]*\n(?:([\s\S]*?)\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)/;
/** A rule at a page's start is Markdown; a field below it is not. */
const NO_END = /^---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*["']?[A-Za-z_][\w-]*["']?:(?:\s|$)/;

/**
 * Splits a page (line feeds only) into its front matter and its body.
 *
 * @throws Refusal BAD_DATA naming the line of what is no YAML, or of front matter that does not end
 */
export function readFrontMatter(page: string): FrontMatter {
  const found = BLOCK.exec(page);
  if (!found && NO_END.test(page)) {
    throw refusePage('BAD_DATA', { reason: 'front-matter-open' });
  }
  const fields = readFields(found?.[1] ?? '');
  const source = found ? found[0].replace(/\n?$/, '\n') : '';
  return {
    title: strings(fields.title).join(' '),
    // Jekyll takes a string for several tags
    tags: typeof fields.tags === 'string' ? fields.tags.split(/\s+/).filter(Boolean) : strings(fields.tags),
    redirectFrom: strings(fields.redirect_from),
    lang: strings(fields.lang).find((lang) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(lang)) ?? 'en',
    source,
    body: found ? page.slice(found[0].length) : page,
  };
}

/** All scalars are strings (`title: 1.0`), and tags (`!ruby/object`) make nothing: YAML's failsafe schema. */
function readFields(yaml: string): Record<string, unknown> {
  const lines = new LineCounter();
  let document: Document.Parsed;
  let value: unknown;
  try {
    document = parseDocument(yaml, {
      schema: 'failsafe',
      merge: true,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: lines,
    });
    const [error] = document.errors;
    if (error) {
      // of which the parser has the stack's words alone
      const deep = error.code === 'RESOURCE_EXHAUSTION';
      const why: FrontMatterFault = deep ? { fault: 'too-deep' } : { fault: 'yaml', detail: error.message };
      throw unreadable(why, lines.linePos(error.pos[0]).line, error);
    }
    value = plainValue(document, lines);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable({ fault: 'too-deep' }, 1, error); // the only other failure of the parser
  }
  if (value === null || value === '') return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  throw unreadable({ fault: 'no-fields' }, 1);
}

function plainValue(document: Document.Parsed, lines: LineCounter): unknown {
  let last = 0;
  visit(document, {
    Alias(_, node) {
      last = node.range?.[0] ?? 0;
      if (!node.resolve(document)) {
        throw unreadable({ fault: 'no-anchor', name: node.source }, lines.linePos(last).line);
      }
    },
  });
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw unreadable({ fault: 'too-many-aliases' }, lines.linePos(last).line, error);
  }
}

/** @param line in the front matter, below its first fence */
function unreadable(why: FrontMatterFault, line: number, cause?: unknown): Refusal {
  return refusePage('BAD_DATA', { reason: 'front-matter-unreadable', line: line + 1, why }, cause);
}

/** A string, or those of a list, each on one line. */
function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value])
    .filter((item) => typeof item === 'string')
    .map((item) => item.replace(/\s*\n\s*/g, ' ').trim())
    .filter((item) => item !== '');
}
