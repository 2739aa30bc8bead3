import type { Link } from '../model.js';
import { isMislabelled } from './mislabelled.js';

/**
 * What a link is, from what it reads as and where it goes.
 *
 * @param base the URL that relative links are taken from
 */
export function makeLink(text: string, href: string, base: string): Link {
  const target = absolute(href, base);
  return { text, target, mislabelled: isMislabelled(text, target) };
}

/** Leaves what has a scheme as it stands; `#id`, `/path` and `//host` are taken from `base`. */
function absolute(href: string, base: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || base === '') return href;
  try {
    return new URL(href, base).href;
  } catch {
    return href;
  }
}
