import { withoutHidden } from '../../text/sanitize.js';

/** A file's name as every system can save it: no control or bidirectional characters, and nothing that parts folders. */
export function attachmentName(name: string): string {
  const fit = withoutHidden(name, '_').replace(/[/\\]/g, '_');
  return /^\.*$/.test(fit) ? 'attachment' : fit;
}
