import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file beside a page that the page links to. */
export interface LinkedFile {
  path: string;
  /** Where the link stands, with its line. */
  place: string;
  there: boolean;
}

/** Files beside the page that it links to, and whose names say that they hold keys. */
export function linkedFiles(page: string, pagePath: string): LinkedFile[] {
  const files = new Map<string, LinkedFile>();
  for (const { 1: inline, 2: reference, index } of page.matchAll(LINK)) {
    const target = inline ?? reference ?? '';
    if (!KEY_FILE.test(target) || target.split('/').includes('..')) continue;
    const path = join(dirname(pagePath), target);
    if (files.has(path)) continue;
    const line = page.slice(0, index).split('\n').length;
    const there = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    files.set(path, { path, place: `${pagePath}:${line}`, there });
  }
  return [...files.values()];
}

/** Of Markdown, inline or by reference; a URL has a colon. */
const LINK = /\]\(<?([^\s()<>:#?]+)>?\)|^ {0,3}\[[^\]]+\]: *<?([^\s<>:#?]+)>?\s*$/gm;
const KEY_FILE = /\.(?:asc|gpg|pgp|key|pub)$|(?:^|\/)KEYS(?:\.txt)?$/i;
