import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import type { FrontMatterFault } from '../model.js';
import { MOST } from './limits.js';

/** The fields of front matter, as YAML's failsafe schema has them: strings, lists and objects of strings. */
export interface YamlFields {
  fields: Readonly<Record<string, unknown>>;
  /** The first thing that is no YAML; its line counts from 1 in the text. */
  fault?: { line: number; why: FrontMatterFault };
}

/** A value, or why there is none. */
type Parsed = { value: unknown } | NonNullable<YamlFields['fault']>;

/** A field at the start of a line, up to the next one. */
const FIELD =
  /^([A-Za-z_][\w-]*)[ \t]*:(?=[ \t\n]|$)[^\n]*(?:\n(?![A-Za-z_][\w-]*[ \t]*:(?:[ \t\n]|$))[^\n]*)*/gm;

/** Reads fields: all together or, where that is no YAML, each for itself. One that is none is what is written there. */
export function readYamlFields(yaml: string): YamlFields {
  const all = parse(yaml);
  if ('why' in all) return { fields: readEach(yaml), fault: all };
  const { value } = all;
  if (value === null || value === '') return { fields: {} };
  return isObject(value)
    ? { fields: value }
    : { fields: {}, fault: { line: 1, why: { fault: 'no-fields' } } };
}

function readEach(yaml: string): YamlFields['fields'] {
  const found = [...yaml.matchAll(FIELD)].map(([source, name = '']): [string, unknown] => {
    const read = parse(source);
    if ('value' in read && isObject(read.value)) return [name, read.value[name]];
    return [name, source.slice(source.indexOf(':') + 1).trim()];
  });
  return Object.fromEntries(found);
}

/**
 * The line that is nested deeper than any front matter, by the blanks and marks that it begins with or by brackets that
 * are open. The parser calls itself for each level; where an engine then compiles a pattern near the end of its stack, it
 * ends the program, and nothing can catch that.
 */
function deepLine(yaml: string): number | undefined {
  let open = 0;
  for (const [index, line] of yaml.split('\n').entries()) {
    const start = /^(?:[ \t]|[-?:](?=[ \t]))*/.exec(line)?.[0].length ?? 0;
    for (const sign of line) {
      if (sign === '[' || sign === '{') open++;
      else if (sign === ']' || sign === '}') open = Math.max(0, open - 1);
      if (open > MOST.nesting) return index + 1;
    }
    if (start > 2 * MOST.nesting) return index + 1;
  }
  return undefined;
}

/** All scalars are strings (`title: 1.0`), and tags (`!ruby/object`) make nothing: YAML's failsafe schema. */
function parse(yaml: string): Parsed {
  const deep = deepLine(yaml);
  if (deep !== undefined) return { why: { fault: 'too-deep' }, line: deep };
  const lines = new LineCounter();
  try {
    const document = parseDocument(yaml, {
      schema: 'failsafe',
      merge: true,
      uniqueKeys: false,
      prettyErrors: false,
      lineCounter: lines,
    });
    const [error] = document.errors;
    if (!error) return plainValue(document, lines);
    return { why: { fault: 'yaml', detail: error.message }, line: lines.linePos(error.pos[0]).line };
  } catch {
    return { why: { fault: 'too-deep' }, line: 1 }; // the parser's only failure: other ways into the depth
  }
}

function plainValue(document: Document.Parsed, lines: LineCounter): Parsed {
  let last = 0;
  let unknown: string | undefined;
  visit(document, {
    Alias(_, node) {
      last = node.range?.[0] ?? 0;
      if (node.resolve(document)) return undefined;
      unknown = node.source;
      return visit.BREAK;
    },
  });
  const { line } = lines.linePos(last);
  if (unknown !== undefined) return { why: { fault: 'no-anchor', name: unknown }, line };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch {
    return { why: { fault: 'too-many-aliases' }, line };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
