import type { Preparing } from '../syntax.js';

const BASE_FOLLOWS = /^\{\{-?\s*site\.baseurl\s*-?\}\}/;

/**
 * What `site.*` and `page.*` stand for. A base URL that no site URL stands before gets one, so that a link says where
 * it goes away from the website too.
 *
 * @returns the value of a variable, by its name and the source that follows it; `undefined` where it is not known
 */
export function liquidVariables({
  site,
  frontMatter,
  url,
}: Preparing): (name: string, following: string) => string | undefined {
  const siteUrl = site.url.replace(/\/+$/, '');
  const known: Record<string, unknown> = {
    site: { url: siteUrl, baseurl: (siteUrl + site.baseurl).replace(/\/+$/, '') },
    page: { ...(url === undefined ? {} : { url: pathOf(url) }), ...frontMatter.fields },
  };
  return (name, following) => {
    if (name === 'site.url' && BASE_FOLLOWS.test(following)) return '';
    if (!/^(site|page)(\.[\w-]+)+$/.test(name)) return undefined;
    let value: unknown = known;
    for (const part of name.split('.')) {
      value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    }
    return typeof value === 'string' ? value : undefined;
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Jekyll's own `page.url` is a path on the website. */
function pathOf(url: string): string {
  return new URL(url).pathname;
}
