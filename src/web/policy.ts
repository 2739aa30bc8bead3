import { createHash } from 'node:crypto';

/**
 * The policy of the page (Content Security Policy Level 3): its own script and style by their hashes, and nothing from
 * anywhere. It cannot forbid that a link is followed.
 */
export function policyOf(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
