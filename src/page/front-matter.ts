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

/** Splits a page (line feeds only) into its front matter and its body. */
export function readFrontMatter(page: string): FrontMatter {
  const found = BLOCK.exec(page);
  const fields = readFields(found?.[1] ?? '');
  const source = found ? found[0].replace(/\n?$/, '\n') : '';
  return {
    title: fields.get('title')?.[0] ?? '',
    tags: fields.get('tags') ?? [],
    redirectFrom: fields.get('redirect_from') ?? [],
    lang: fields.get('lang')?.find((lang) => /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(lang)) ?? 'en',
    source,
    body: found ? page.slice(found[0].length) : page,
  };
}

/** `name: value`, `name: [a, b]`, and `name:` with `- value` lines below; anything deeper is not looked at. */
function readFields(yaml: string): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of yaml.split('\n')) {
    const item = /^[ \t]*-[ \t]+(.*)$/.exec(line);
    const field = /^([A-Za-z_][\w-]*):(?:[ \t]+(.*))?$/.exec(line);
    if (item) current.push(scalar(item[1] ?? ''));
    if (!field) continue;
    current = values(field[2] ?? '');
    fields.set(field[1] ?? '', current);
  }
  return fields;
}

function values(text: string): string[] {
  const list = /^\[(.*)\][ \t]*$/.exec(text);
  const parts = list ? (list[1] ?? '').split(',') : [text];
  return parts.map(scalar).filter((value) => value !== '');
}

function scalar(text: string): string {
  const trimmed = text.trim();
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(trimmed);
  if (double) return (double[1] ?? '').replace(/\\(["\\])/g, '$1');
  const single = /^'((?:[^']|'')*)'/.exec(trimmed);
  if (single) return (single[1] ?? '').replace(/''/g, "'");
  return trimmed.replace(/(^|[ \t])#.*$/, '').trim();
}
