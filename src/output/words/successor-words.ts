import type { Successor } from '../../bundle/manifest.js';

/** `CloudBees (security@cloudbees.com)`. */
export function successorWords({ name, address, url }: Successor): string {
  const place = address ?? url;
  return place === undefined ? name : `${name} (${place})`;
}

/** Whom to ask where the vendor itself no longer answers. */
export function askSuccessor(name: string, successor: Successor): string {
  return `first ask ${successorWords(successor)}, without details, who reads reports about ${name}`;
}
