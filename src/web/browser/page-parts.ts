import { sentence } from '../../output/words/web/web-words.js';
import { multiLine } from '../../text/sanitize.js';
import { ID } from '../model.js';

/** The part of the page with this id, of this kind. @throws TypeError: the page is not the one that belongs to the script */
export function part<E extends HTMLElement>(id: string, kind: new () => E): E {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(id);
  return found;
}

/** An element with text and elements in it; nothing is ever read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.map((child) => (typeof child === 'string' ? multiLine(child) : child)));
  return made;
}

/** Adds to what there is to know before the form. */
export function warn(lines: readonly string[]): void {
  if (lines.length === 0) return;
  part(ID.warningList, HTMLElement).append(...lines.map((words) => element('li', {}, sentence(words))));
  part(ID.warnings, HTMLElement).hidden = false;
}
