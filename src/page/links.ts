import { isMislabelled } from './mislabelled.js';
import type { Link } from './model.js';

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

/** The target as it is shown: an e-mail address without its scheme, anything else whole. */
export function shownTarget(target: string): string {
  const mail = /^mailto:([^?%]+)$/i.exec(target);
  return mail?.[1] ?? target;
}

/** Blanks, controls and what is not ASCII in percent form; a URI's own characters as they are. */
export function encodeTarget(target: string): string {
  return target.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')));
}
