import { type BlockNode, contentOf, inlinesIn } from '../document.js';

/** Where a link within the page leads. */
export interface PlaceInPage {
  id: string;
  /** The number of the section that holds it. */
  section: number;
}

/** Finds what a link leads to; `undefined` for one that leads away from the page, or nowhere. */
export type FindPlace = (href: string) => PlaceInPage | undefined;

/**
 * @param sections what each of them says, by its number
 * @param url where the page is published
 */
export function placeFinder(
  sections: ReadonlyMap<number, readonly BlockNode[]>,
  url: string | undefined,
): FindPlace {
  const places = new Map<string, number>();
  for (const [number, nodes] of sections) {
    for (const id of idsIn(nodes)) if (!places.has(id)) places.set(id, number);
  }
  const page = url?.replace(/#.*$/s, '');
  return (href) => {
    const at = href.indexOf('#');
    if (at < 0 || (at > 0 && href.slice(0, at) !== page)) return undefined;
    const id = decoded(href.slice(at + 1));
    const section = places.get(id);
    return section === undefined ? undefined : { id, section };
  };
}

/**
 * The links within the page, as it has them, that lead to no place of it: to none that a website has by itself either
 * (its top; GitHub's own prefix; the lines of a file; a passage of the text).
 */
export function deadLinks(hrefs: readonly string[], find: FindPlace): string[] {
  const dead = hrefs.filter((href) => {
    if (!href.startsWith('#') || /^#(?:top|L\d+|:~:.*|)$/i.test(href)) return false;
    return find(href) === undefined && find(href.replace(/^#user-content-/, '#')) === undefined;
  });
  return [...new Set(dead)];
}

/** The ids of headings and anchors. */
function* idsIn(nodes: readonly BlockNode[]): Generator<string> {
  for (const node of inlinesIn(nodes)) if (node.type === 'target' && node.id !== '') yield node.id;
  yield* headingIdsIn(nodes);
}

function* headingIdsIn(nodes: readonly BlockNode[]): Generator<string> {
  for (const node of nodes) {
    if (node.type === 'heading' && node.id) yield node.id;
    for (const blocks of contentOf(node).blocks) yield* headingIdsIn(blocks);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
