import { topLevel } from '../../page/contents.js';
import type { PageHead, Section, SectionHead } from '../../page/model.js';
import { escapeHtml } from '../../text/escape-html.js';
import { asPercents, asReferences, multiLine } from '../../text/sanitize.js';

/** What is shown: the whole page, or some sections of it. */
export interface Shown {
  head: PageHead;
  sections: readonly Section[];
  whole: boolean;
}

/** The sections' own source; of the whole page with its front matter, so that it can be read as a page again. */
export function pageMarkdown({ head, sections, whole }: Shown): string {
  const parts = sections.map((section) => section.markdown);
  return multiLine((whole ? head.frontMatter : '') + withWholeIds(parts.join('\n')));
}

/**
 * Writes the hidden characters of ids, and of links to ids, as references or percent codes: so the ids stay the same,
 * and the links lead where they did.
 */
function withWholeIds(markdown: string): string {
  return markdown
    .replace(/(?<=\]\(<?|\]:[ \t]{0,9}<?|href=["'])#[^\s()<>"']+/g, asPercents)
    .replace(/(?<=\s(?:id|name)=["'])[^\s<>"']+/g, asReferences);
}

/** An HTML document with the website's ids; it loads nothing. */
export function pageHtml(shown: Shown): string {
  const { head } = shown;
  return multiLine(documentHtml(head, titleHtml(head), pageBodyHtml(shown)));
}

const titleHtml = ({ title }: PageHead) => escapeHtml(title || 'Security');

/** What of the document is the page's own. */
export function pageBodyHtml({ head, sections, whole }: Shown): string {
  const contents = whole
    ? contentsHtml(sections.filter((section) => section.number > 0 && section.inToc))
    : '';
  const parts = sections.map((section) => section.html);
  const introduced = sections[0]?.number === 0;
  parts.splice(introduced ? 1 : 0, 0, contents);
  const heading = whole ? `${head.heading?.html ?? `<h1>${titleHtml(head)}</h1>`}\n` : '';
  return multiLine(heading + parts.join(''));
}

/** The table of contents alone. */
export function tocHtml(head: PageHead, sections: readonly SectionHead[]): string {
  return multiLine(documentHtml(head, titleHtml(head), contentsHtml(sections)));
}

function documentHtml(head: PageHead, title: string, body: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(head.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>body { max-width: 45em; margin: 2em auto; } .right { text-align: right; } .center { text-align: center; }</style>
</head>
<body>
${body}</body>
</html>
`;
}

function contentsHtml(sections: readonly SectionHead[]): string {
  if (sections.length === 0) return '';
  const items = sections.map(({ id, title, number, url }) => {
    const target = number === 0 || id === '' ? url : `#${encodeURIComponent(id)}`;
    const text = escapeHtml(title);
    return `<li value="${number}">${target === null ? text : `<a href="${escapeHtml(target)}">${text}</a>`}</li>\n`;
  });
  return `<nav aria-label="Contents">\n<ol>\n${items.join('')}</ol>\n</nav>\n`;
}

/** Links to the sections, nested by level. */
export function tocMarkdown(sections: readonly SectionHead[]): string {
  const top = topLevel(sections);
  const lines = sections.map(({ title, id, level, url }) => {
    const text = title.replace(/([\\[\]*_`<>])/g, '\\$1');
    return `${'  '.repeat(Math.max(0, level - top))}- [${text}](${url ?? `#${encodeURIComponent(id)}`})`;
  });
  return multiLine(`${lines.join('\n')}\n`);
}

/** As docs/json/show.schema.json describes it. */
export function pageJson({ head, sections }: Shown) {
  const { title, tags, redirectFrom, url } = head;
  return {
    title,
    tags,
    redirectFrom,
    url,
    sections: sections.map(({ number, id, title, level, url, markdown, text, links }) => ({
      number,
      id,
      title,
      level,
      url,
      markdown,
      text,
      links,
    })),
  };
}

/** As docs/json/toc.schema.json describes it. */
export function tocJson(sections: readonly SectionHead[]) {
  return sections.map(({ number, id, title, level, url }) => ({ number, id, title, level, url }));
}
