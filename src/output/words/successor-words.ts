import type { Successor } from '../../bundle/manifest.js';

/** `CloudBees (security@cloudbees.com)`. */
export function successorWords({ name, address, url }: Successor): string {
  const place = address ?? url;
  return place === undefined ? name : `${name} (${place})`;
}
