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

const ADDRESS = /[^\s@<>()[\],;:"']+@[^\s@<>()[\],;:"']+\.[\p{L}\p{Nd}-]*[\p{L}\p{Nd}]/gu;
const WEB = /(?:https?:\/\/|www\.)[^\s<>"'`]+/giu;
/** A whole text that is a host name, with or without a path. */
const HOST = /^(?:[\p{L}\p{Nd}-]+\.)+(\p{L}{2,})(?:[:/].*)?$/iu;
/** Endings of file names that are no top-level domains. */
const NO_DOMAIN = /^(?:js|ts|json|txt|html?|css|ya?ml|xml|pdf|exe|asc|gpg|toml|csv|ini|cfg|conf|php|rb)$/i;

/**
 * The text names an e-mail address, URL or host that is not the target's: the reader would write or go to another
 * place than the one that is printed.
 */
export function isMislabelled(text: string, target: string): boolean {
  const named = text.includes('@') ? text.match(ADDRESS) : null;
  const mail = /^mailto:/i.test(target);
  if (named) return !mail || !sameMembers(named.map(lower), recipients(target));
  const trimmed = text.trim();
  const host = HOST.exec(trimmed);
  const urls = text.match(WEB) ?? (host && !NO_DOMAIN.test(host[1] ?? '') ? [trimmed] : []);
  return urls.some((url) => !samePlace(url.replace(/[.,;:!?)\]]+$/, ''), target));
}

const lower = (text: string) => text.toLowerCase();

function recipients(target: string): string[] {
  const [path = '', query = ''] = target.slice('mailto:'.length).split(/\?(.*)/s);
  const more = query
    .split('&')
    .filter((part) => /^(to|cc|bcc)=/i.test(part))
    .map((part) => part.slice(part.indexOf('=') + 1));
  return [path, ...more]
    .flatMap((list) => list.split(','))
    .map((address) => lower(decoded(address).trim()))
    .filter((address) => address !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.every((item) => b.includes(item)) && b.every((item) => a.includes(item));
}

/** Whether a URL or host in a text is where the target goes: the scheme, `www.` and a last slash do not count. */
function samePlace(text: string, target: string): boolean {
  // a file name that looks like a host (`security.md`) and is what the target ends in
  if (!text.includes('/') && decoded(target).endsWith(`/${text}`)) return true;
  const [a, b] = [parse(text), parse(target)];
  if (!a || !b) return false;
  if (a.user || b.user || a.host !== b.host) return false;
  return a.path === '' || a.path === b.path;
}

function parse(text: string): { host: string; path: string; user: string } | undefined {
  try {
    const { host, pathname, search, hash, username, protocol } = new URL(
      /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`,
    );
    if (!/^https?:$/.test(protocol)) return undefined;
    const path = (pathname + search + hash).replace(/\/$/, '');
    return { host: host.replace(/^www\./, ''), path, user: username };
  } catch {
    return undefined;
  }
}
