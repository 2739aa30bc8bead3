/** Ways to reach somebody as URIs (RFC 9116 section 2.5.3). */

/** One mail address, in a form that needs no quoting anywhere: not in a mail's header, not in a URI. */
export const PLAIN_ADDRESS =
  /^[^\s@<>"(),:;[\]\\\p{Cc}\p{Cf}\p{Cs}]+@[^\s@<>"(),:;[\]\\\p{Cc}\p{Cf}\p{Cs}]+$/u;

/** A mailto URI (RFC 6068 section 2): what would be read as syntax is percent-encoded. */
export function mailtoOf(address: string): string {
  const encoded = encodeURIComponent(address).replace(/%(40|2B|24)/g, (part) => decodeURIComponent(part));
  return `mailto:${encoded}`;
}

/** The one address of a mailto URI, whatever header fields it asks for; `undefined`: it is another URI, or has none. */
export function addressOf(uri: string): string | undefined {
  const encoded = /^mailto:([^?#]*)/i.exec(uri)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const address = decodeURIComponent(encoded);
    return PLAIN_ADDRESS.test(address) ? address : undefined;
  } catch {
    return undefined;
  }
}

/** A contact as people write it: an address without its scheme, a number, a URL. */
export function contactName(uri: string): string {
  return addressOf(uri) ?? uri.replace(/^tel:/i, '');
}

/** A key that is equal for two spellings of one contact: `Mailto:A@b` and `mailto:a@b`. */
export function contactKey(uri: string): string {
  return (addressOf(uri) ?? uri.replace(/\/$/, '')).toLowerCase();
}
