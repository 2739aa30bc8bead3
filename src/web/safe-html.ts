import { escapeHtml } from '../text/escape-html.js';
import { multiLine } from '../text/sanitize.js';

/** Text from a bundle for HTML, in an element or in an attribute. */
export const safe = (text: string) => escapeHtml(multiLine(text));
