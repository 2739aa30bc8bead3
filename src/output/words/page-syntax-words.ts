import type { FrontMatterFault, NotUnderstood } from '../../page/model.js';

/** What is said of syntax that is not understood. */
export function pageSyntaxWords(one: NotUnderstood): string {
  switch (one.what) {
    case 'liquid-tag':
      return asWritten('a Liquid tag', one.text);
    case 'liquid-variable':
      return asWritten('a Liquid variable', one.text);
    case 'text-length':
      return `a paragraph of more than ${one.most} characters without a place to cut it is not read, and shown as it is written`;
    case 'front-matter':
      if (one.why.fault === 'no-end') return 'front matter begins and does not end: it is shown as text';
      return `the front matter cannot be read as YAML: ${faultWords(one.why)}`;
  }
}

const asWritten = (what: string, text: string) =>
  `${what} is not understood, and shown as it is written: ${text}`;

function faultWords(why: Exclude<FrontMatterFault, { fault: 'no-end' }>): string {
  switch (why.fault) {
    case 'too-deep':
      return 'it is nested too deeply';
    case 'no-fields':
      return 'it has no fields';
    case 'too-many-aliases':
      return 'too many aliases';
    case 'no-anchor':
      return `no anchor is called ${why.name}`;
    case 'yaml':
      return why.detail.replace(/\s+/g, ' ').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  }
}
