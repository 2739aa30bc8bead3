import { completionDeclaration } from './completion.js';
import { contactDeclaration } from './contact.js';
import type { Declaration } from './declaration.js';
import { encryptDeclaration } from './encrypt.js';
import { keyDeclaration } from './key.js';
import { searchDeclaration } from './search.js';
import { showDeclaration } from './show.js';
import { tocDeclaration } from './toc.js';
import { verifyDeclaration } from './verify.js';

/** In the order in which help lists them. */
export const DECLARATIONS: readonly Declaration[] = [
  showDeclaration,
  tocDeclaration,
  searchDeclaration,
  keyDeclaration,
  encryptDeclaration,
  verifyDeclaration,
  contactDeclaration,
  completionDeclaration,
];

/** The name in a declaration's usage. */
export function nameOf({ usage }: Declaration): string {
  return usage.split(' ', 1)[0] ?? usage;
}
