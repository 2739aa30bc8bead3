import type { Link } from '../model.js';
import { isMislabelled } from './mislabelled.js';

/** What a link is, from what it reads as and where it goes. @param target absolute */
export function makeLink(text: string, target: string): Link {
  return { text, target, mislabelled: isMislabelled(text, target) };
}
