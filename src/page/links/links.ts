/** The target as it is shown: an e-mail address without its scheme, `data:` without the data, anything else whole. */
export function shownTarget(target: string): string {
  const mail = /^mailto:([^?%]+)$/i.exec(target);
  return mail?.[1] ?? withoutData(target);
}

/** The data of a picture says nothing to a reader. */
const DATA = /^(data:[^,]{0,100},).{40,}$/s;

const withoutData = (target: string) => target.replace(DATA, '$1…');

const WRITTEN_DATA = /(?<=\]\(<?|\ssrc=["'])(data:[^,\s()<>"']{0,100},)[^\s()<>"']{1000,}/gi;

/** A text in Markdown without the data of the pictures that stand in it: it may be read then, however long they are. */
export function withoutPictureData(markdown: string): string {
  return markdown.includes('data:') ? markdown.replace(WRITTEN_DATA, '$1…') : markdown;
}

/** Blanks, controls and what is not ASCII in percent form; a URI's own characters as they are. */
export function encodeTarget(target: string): string {
  return target.replace(/[^\x21-\x7e]+/g, (part) => encodeURIComponent(part.toWellFormed()));
}
