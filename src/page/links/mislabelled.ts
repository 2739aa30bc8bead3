import { namedIn } from './places-in-text.js';

/**
 * The text names an e-mail address, URL, host or IP address that is not the target's: the reader would write or go to
 * another place than the one that is printed.
 */
export function isMislabelled(text: string, target: string): boolean {
  if (text.trim() === target) return false;
  const { addresses, handles, places } = namedIn(text);
  const to = /^mailto:/i.test(target) ? recipients(target) : undefined;
  if (addresses.length > 0 && !(to && sameMembers(addresses, to))) return true;
  if (handles.some((host) => (to ? !isDomainOf(host, to) : !isUnder(host, target)))) return true;
  return places.some((place) => {
    if (to) return !isDomainOf(place, to);
    return !(FILE_OR_DOMAIN.test(place) && isFile(place, target)) && !samePlace(place, target);
  });
}

function recipients(target: string): string[] {
  const [path = '', query = ''] = target.slice('mailto:'.length).split(/\?(.*)/s);
  const more = query
    .split('&')
    .filter((part) => /^(to|cc|bcc)=/i.test(part))
    .map((part) => part.slice(part.indexOf('=') + 1));
  return [path, ...more]
    .flatMap((list) => list.split(','))
    .map((address) => decoded(address).trim().toLowerCase())
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

/** `good.example` in the label of a link to people there; a URL is no address. */
function isDomainOf(place: string, to: readonly string[]): boolean {
  return (
    to.length > 0 &&
    to.every((address) => address.slice(address.lastIndexOf('@') + 1) === place.toLowerCase())
  );
}

/** An account's page is on the host that it names, or on one that this host gave a name: `social.good.example`. */
function isUnder(host: string, target: string): boolean {
  const to = /^https?:/i.test(target) ? parse(target) : undefined;
  return to !== undefined && to.user === '' && (to.host === host || to.host.endsWith(`.${host}`));
}

/** Endings that are a file's and a country's: a file where the target ends in the same name. */
const FILE_OR_DOMAIN = /^[^/]+\.(?:md|sh|py|rs|pl|zip|cc|so|ps|mov)$/i;

function isFile(name: string, target: string): boolean {
  const [path = ''] = target.split(/[?#]/);
  return `/${decoded(path)}`.toLowerCase().endsWith(`/${name.toLowerCase()}`);
}

/** Whether a URL or host in a text is where the target goes: http or https, `www.` and a last slash do not count. */
function samePlace(text: string, target: string): boolean {
  const [a, b] = [parse(text), parse(target)];
  if (!a || !b) return false;
  if (a.user || b.user || a.host !== b.host) return false;
  if (a.scheme !== '' && a.scheme !== b.scheme) return false;
  // what a query, a fragment or a deeper path adds is below the place that the text names
  return a.path === b.path || (b.path.startsWith(a.path) && /^[/?#]/.test(b.path.slice(a.path.length)));
}

interface Place {
  /** Empty where the text has none. */
  scheme: string;
  host: string;
  path: string;
  user: string;
}

function parse(text: string): Place | undefined {
  const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):/i.exec(text) ?? [];
  const hasHost = /^([a-z][a-z0-9+.-]*):\/\//i.test(text);
  // `bank.example:8080` has no scheme, `javascript:alert(1)` no host
  if (scheme !== '' && !hasHost && !/^[^/]+\.[^/:]+:\d+(?:[/?#]|$)/.test(text)) return undefined;
  try {
    const { host, pathname, search, hash, username } = new URL(
      hasHost ? text.replace(/^[^:]+/, 'https') : `https://${text}`,
    );
    const path = (pathname + search + hash).replace(/\/$/, '');
    const kind = hasHost ? scheme.toLowerCase().replace(/^https$/, 'http') : '';
    return { scheme: kind, host: host.replace(/^www\./, ''), path, user: username };
  } catch {
    return undefined;
  }
}
