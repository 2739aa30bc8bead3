import { domainToASCII } from 'node:url';
import type { Mailbox } from './letter.js';

/** A local part without quotes (RFC 5322 section 3.2.3, dot-atom), and a domain, which may be foreign. */
const ADDRESS = /^([\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)@([^\s"(),:;<>@[\\\]]+)$/;

/** A name, quoted or not, with the address in angle brackets. */
const NAMED = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^"<>@]*))\s*<([^<>]*)>\s*$/;

/**
 * Reads one mailbox: `ann@example.org`, or `Ann Example <ann@example.org>`. The domain is given in ASCII (RFC 5890).
 *
 * @returns undefined for what is none, or more than one
 */
export function readMailbox(text: string): Mailbox | undefined {
  const [, quoted, plain = '', inside = text] = NAMED.exec(text) ?? [];
  const [, local, domain] = ADDRESS.exec(inside.trim()) ?? [];
  if (local === undefined || domain === undefined) return undefined;
  const ascii = domainToASCII(domain);
  if (ascii === '') return undefined;
  return { name: quoted?.replace(/\\(.)/g, '$1') ?? plain.trim(), address: `${local}@${ascii}` };
}
