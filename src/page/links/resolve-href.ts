import type { PageFormat } from '../model.js';
import type { FindPlace } from './in-page.js';

/** Makes what a page links to absolute. An image leads to the file itself, a link to what its host shows of it. */
export type ResolveHref = (href: string, isImage: boolean) => string;

/** What a page's links lead to. */
export interface Targets {
  resolve: ResolveHref;
  find: FindPlace;
}

/**
 * How a page's links are taken: as a browser does, and in a repository as GitHub does
 * (https://docs.github.com/en/repositories: relative links): `/path` from the repository's root, a path from the file.
 *
 * @param url where the page is published; empty where that is not known
 */
export function hrefResolver(url: string, format: PageFormat): ResolveHref {
  const repository = format === 'github' ? repositoryOf(url) : undefined;
  return (href, isImage) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(href) || url === '') return href;
    if (!repository || /^(?:#|\/\/)/.test(href) || href === '') return absolute(href, url);
    const target = href.startsWith('/')
      ? absolute(href.slice(1), repository.root)
      : absolute(href, repository.file);
    return isImage ? target.replace(BLOB, '$1raw$2') : target;
  };
}

function absolute(href: string, base: string): string {
  try {
    return new URL(href, base).href;
  } catch {
    return href;
  }
}

interface Repository {
  /** Ends in a slash. */
  root: string;
  /** The page's own file, as its host shows it. */
  file: string;
}

const BLOB = /^(https?:\/\/[^/]+\/.+?\/)blob(\/)/;
/** `OWNER/NAME/blob/BRANCH/` of GitHub and Gitea; GitLab has `-/` before `blob`. */
const FILE = /^(https?:\/\/[^/]+\/.+?\/)(?:blob|raw|tree|edit)(\/[^/]+\/)([^?#]*)/;
const RAW_FILE = /^https:\/\/raw\.githubusercontent\.com\/([^/]+\/[^/]+)(\/[^/]+\/)([^?#]*)/;
/** The page of a repository, or of its security policy, which shows the file of the default branch. */
const FRONT = /^(https:\/\/github\.com\/[^/?#]+\/[^/?#]+)(?:\/(?:security(?:\/policy)?\/?)?)?(?:[?#]|$)/;

/** The repository that a page is in, by its address. */
function repositoryOf(url: string): Repository | undefined {
  const raw = url.replace(RAW_FILE, 'https://github.com/$1/blob$2$3');
  const [, before, branch, path] = FILE.exec(raw) ?? [];
  if (before !== undefined) {
    const root = `${before}blob${branch}`;
    return { root, file: root + path };
  }
  const front = FRONT.exec(url)?.[1];
  return front === undefined ? undefined : { root: `${front}/blob/HEAD/`, file: `${front}/blob/HEAD/` };
}
