/** The target as it is shown: an e-mail address without its scheme, anything else whole. */
export function shownTarget(target: string): string {
  const mail = /^mailto:([^?%]+)$/i.exec(target);
  return mail?.[1] ?? target;
}

/** Blanks, controls and what is not ASCII in percent form; a URI's own characters as they are. */
export function encodeTarget(target: string): string {
  return target.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part.toWellFormed()));
}
