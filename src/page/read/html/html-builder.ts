import type { BlockNode, InlineNode } from '../../document.js';
import { inlineText, saysNothing, trimmedInlines } from '../../inline-text.js';
import { MOST } from '../limits.js';
import type { MakeBuilder } from '../node-builder.js';
import { CODE, CONTAINERS, ENDS, PARAGRAPHS, SHOWN_AS_WRITTEN, SPANS } from './elements.js';
import { closeFrame, makeFrame, type OpenElement } from './frames.js';
import { type HtmlPart, htmlParts } from './html-parts.js';

/** An open element that styles its text: `node` is what it has made of it in the present paragraph. */
interface Format {
  name: string;
  make: () => InlineNode & { children: InlineNode[] };
  node: (InlineNode & { children: InlineNode[] }) | undefined;
}

/** Puts together what HTML says, and the Markdown between its tags. Nothing of the HTML itself is left. */
export const htmlBuilder: MakeBuilder = ({ placed = () => {}, keepsBlanks = false } = {}) => {
  const frames: OpenElement[] = [makeFrame('', new Map(), 0)];
  const formats: Format[] = [];
  let run: InlineNode[] = [];
  let place = 0;
  let runPlace = 0;
  const top = () => frames.at(-1) as OpenElement;

  function put(node: BlockNode, at: number): void {
    placed(node, at);
    top().nodes.push(node);
  }

  function putInline(node: InlineNode): void {
    if (run.length === 0) runPlace = place;
    let list = run;
    for (const format of formats) {
      if (!format.node) {
        format.node = format.make();
        list.push(format.node);
      }
      list = format.node.children;
    }
    list.push(node);
  }

  /** The present paragraph ends; what styles its text goes on in the next one. */
  function endParagraph(): void {
    const children = keepsBlanks ? run : trimmedInlines(run);
    run = [];
    for (const format of formats) format.node = undefined;
    if (!saysNothing(children)) put({ type: 'paragraph', children }, runPlace);
  }

  function endFrame(): void {
    endParagraph();
    const frame = frames.pop() as OpenElement;
    formats.length = Math.min(formats.length, frame.formats);
    for (const node of closeFrame(frame, top())) put(node, frame.at);
  }

  /** Ends the nearest open container of these names, and what is open in it; not beyond one that holds it. */
  function endNearest(names: readonly string[], holders: readonly string[]): void {
    const at = frames.findLastIndex(({ name }) => names.includes(name) || holders.includes(name));
    if (at < 1 || !names.includes(frames[at]?.name ?? '')) return;
    while (frames.length > at) endFrame();
  }

  function open(part: HtmlPart & { type: 'open' }): void {
    const { name, attributes, source } = part;
    if (SHOWN_AS_WRITTEN.has(name)) putInline({ type: 'markup', text: source });
    else if (top().name !== 'pre') openElement(name, attributes);
    else if (name === 'br') addText('\n');
  }

  function openElement(name: string, attributes: ReadonlyMap<string, string>): void {
    const holds = CONTAINERS.has(name);
    if (holds || PARAGRAPHS.has(name)) endParagraph();
    if (holds && frames.length + formats.length < MOST.nesting) {
      const ends = ENDS[name];
      if (ends) endNearest(ends.ended, ends.holder);
      frames.push(makeFrame(name, attributes, formats.length, place));
    }
    const id = attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined);
    if (id) putInline({ type: 'target', id });
    openInline(name, attributes);
  }

  function openInline(name: string, attributes: ReadonlyMap<string, string>): void {
    const href = attributes.get('href');
    if (name === 'br') putInline({ type: 'break' });
    else if (name === 'hr') {
      endParagraph();
      put({ type: 'rule' }, place);
    } else if (name === 'img') {
      putInline({ type: 'image', href: attributes.get('src') ?? '', alt: attributes.get('alt') ?? '' });
    } else if (name === 'a' && href !== undefined) {
      addFormat(name, () => ({ type: 'link', href, children: [] }));
    } else if (Object.hasOwn(SPANS, name)) {
      const type = SPANS[name] ?? 'emphasis';
      addFormat(name, () => ({ type, children: [] }));
    } else if (CODE.has(name)) {
      addFormat(name, () => ({ type: 'monospace', children: [] }));
    }
  }

  function addFormat(name: string, make: Format['make']): void {
    if (frames.length + formats.length < MOST.nesting) formats.push({ name, make, node: undefined });
  }

  function close({ name, source }: HtmlPart & { type: 'close' }): void {
    if (SHOWN_AS_WRITTEN.has(name)) putInline({ type: 'markup', text: source });
    else if (name === 'br') putInline({ type: 'break' });
    else if (PARAGRAPHS.has(name)) endParagraph();
    else if (CONTAINERS.has(name)) endNearest([name], name === 'table' ? [] : ['td', 'th']);
    else endFormat(name);
  }

  function endFormat(name: string): void {
    const at = formats.findLastIndex((format) => format.name === name);
    if (at < top().formats) return;
    formats.splice(at, 1);
    // those that go on do so outside of it
    for (const format of formats.slice(at)) format.node = undefined;
  }

  function addText(text: string): void {
    if (top().name === 'pre') top().text += text;
    else if (/[^ \t\n\f\r]/.test(text) || run.length > 0)
      putInline({ type: 'text', text: text.replace(/[ \t\n\f\r]+/g, ' ') });
  }

  return {
    html(source, at = 0) {
      for (const part of htmlParts(source)) {
        if (part.type === 'open') {
          place = at + part.at;
          open(part);
        } else if (part.type === 'close') close(part);
        else addText(part.text);
      }
    },
    inlines(nodes) {
      for (const node of nodes) {
        if (top().name === 'pre') top().text += inlineText([node]);
        else putInline(node);
      }
    },
    blocks(nodes, at = 0) {
      place = at;
      endParagraph();
      for (const node of nodes) put(node, at);
    },
    end() {
      while (frames.length > 1) endFrame();
      endParagraph();
      return top().nodes;
    },
  };
};
