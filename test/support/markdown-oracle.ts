import GithubSlugger from 'github-slugger';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What a reader of a page sees of it, and where its links lead. */
export interface Seen {
  /** With one blank for any white space. */
  text: string;
  /** Of footnotes, in the order of their numbers, and the links in them. */
  notes: string[];
  links: string[];
  /** Of all headings. */
  ids: string[];
}

/** What stands in these is on lines of its own. */
const BLOCKS =
  /^(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;

/** A page as micromark reads it, its HTML as parse5 does, and the ids as github-slugger makes them. */
export function seenByOthers(source: string, isGfm: boolean, emoji: Readonly<Record<string, string>>): Seen {
  const html = micromark(source, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: isGfm ? [gfm()] : [],
    htmlExtensions: isGfm ? [gfmHtml()] : [],
  });
  const slugger = new GithubSlugger();
  const seen: Seen = { text: '', notes: [], links: [], ids: [] };
  visitAll(parseFragment(html).childNodes, { inCode: false, inLink: false });
  return { ...seen, text: spaced(seen.text), notes: seen.notes.map(spaced) };

  function visitAll(nodes: readonly Node[], within: { inCode: boolean; inLink: boolean }): void {
    for (const node of nodes) {
      if (node.nodeName === '#text') {
        const { value } = node as DefaultTreeAdapterTypes.TextNode;
        seen.text += within.inCode ? value : withEmoji(value);
      } else if ('tagName' in node) visit(node, within);
    }
  }

  function visit(element: Element, within: { inCode: boolean; inLink: boolean }): void {
    const attribute = (name: string) => element.attrs.find((one) => one.name === name)?.value;
    const inside = { ...within, inCode: within.inCode || /^(code|pre)$/.test(element.tagName) };
    const { childNodes, tagName } = element;
    const heading = /^h[1-6]$/.test(tagName);
    if (attribute('data-footnotes') !== undefined) {
      addNotes(element);
    } else if (attribute('data-footnote-ref') !== undefined) {
      seen.text += `[${textOf(childNodes)}]`;
    } else if (tagName === 'img') {
      seen.text += attribute('alt') ?? '';
      if (!within.inLink) seen.links.push(linkOf(attribute('alt') ?? '', attribute('src') ?? ''));
    } else if (tagName === 'input') {
      seen.text += attribute('checked') === undefined ? '[ ] ' : '[x] ';
    } else if (tagName === 'a' && attribute('href') !== undefined) {
      const before = seen.text.length;
      const at = seen.links.push('') - 1;
      visitAll(childNodes, { ...inside, inLink: true });
      seen.links[at] = linkOf(seen.text.slice(before), attribute('href') ?? '');
    } else {
      if (heading) seen.ids.push(slugger.slug(textOf(childNodes)));
      if (BLOCKS.test(tagName) || tagName === 'br') seen.text += '\n';
      visitAll(childNodes, inside);
      if (BLOCKS.test(tagName)) seen.text += '\n';
    }
  }

  /** The section of footnotes at the page's end, without its heading and the ways back. */
  function addNotes(section: Element): void {
    const list = section.childNodes.find((node) => node.nodeName === 'ol') as Element | undefined;
    const body = seen.text;
    const links = seen.links;
    seen.links = [];
    for (const note of list?.childNodes ?? []) {
      if (!('tagName' in note)) continue;
      seen.text = '';
      visitAll(withoutBackReferences(note.childNodes), { inCode: false, inLink: false });
      seen.notes.push(seen.text);
    }
    seen.text = body;
    seen.notes.push(...seen.links);
    seen.links = links;
  }

  function withEmoji(text: string): string {
    return text.replace(/:([a-z0-9_+-]+):/g, (code, name: string) => emoji[name] ?? code);
  }
}

function withoutBackReferences(nodes: readonly Node[]): Node[] {
  const isBack = (node: Node) =>
    'attrs' in node && node.attrs.some(({ name }) => name === 'data-footnote-backref');
  return nodes
    .filter((node) => !isBack(node))
    .map((node) => {
      if ('childNodes' in node) node.childNodes = withoutBackReferences(node.childNodes);
      return node;
    });
}

function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => ('value' in node ? node.value : 'childNodes' in node ? textOf(node.childNodes) : ''))
    .join('');
}

/** A link as text and target, the target as a browser would take it. */
export function linkOf(text: string, href: string): string {
  return `${spaced(text)} -> ${URL.canParse(href, 'https://base.example/') ? new URL(href, 'https://base.example/').href : href}`;
}

export const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();
