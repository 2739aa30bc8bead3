/** Content types (RFC 2045 section 5): of a multipart, only one that every program reads in the same way. */
import { structureFault } from '../mail-fault.js';
import { assembleParameters, type Parameters } from './parameters.js';
import { readStructured } from './structured-value.js';

export interface ContentType {
  /** Lower case: `multipart/signed`. Empty: it cannot be read, and names no multipart. */
  name: string;
  parameters: Parameters;
  /** Programs may read it in several ways; of a multipart, that is a fault. */
  ambiguous: boolean;
}

/** Longer ones are cut by some programs; RFC 2046 section 5.1.1 allows 70 characters. */
const LONGEST_BOUNDARY = 200;

/**
 * Reads a content type.
 *
 * @throws MailFault where it is, or may be taken for, a multipart or a mail and can be read in several ways
 */
export function readContentType(value: string): ContentType {
  const { main, parameters, ambiguous } = readStructured(value);
  if (ambiguous && /multipart|message|boundary/i.test(value)) structureFault('content-type');
  // "text" alone is older than subtypes
  const name = main === 'text' ? 'text/plain' : main;
  return { name: name.includes('/') ? name : '', parameters: assembleParameters(parameters), ambiguous };
}

/** The boundary of a multipart. @throws MailFault: there is none, or it can be read in several ways */
export function boundaryOf({ parameters }: ContentType): string {
  const boundary = parameters.get('boundary');
  if (!boundary) return structureFault('no-boundary');
  if (boundary.repeated) structureFault('boundary-repeated');
  if (boundary.damaged) structureFault('boundary-odd');
  if (boundary.value === '') structureFault('no-boundary');
  if (!isClear(boundary.value)) structureFault('boundary-odd');
  return boundary.value;
}

/** More than RFC 2046's characters are in use; what programs are known to trim, decode or unquote is not among them. */
function isClear(boundary: string): boolean {
  if (boundary.length > LONGEST_BOUNDARY || /[^ -~]|["\\%]|^ | $|^'.*'$/.test(boundary)) return false;
  return !/=\?[^?]*\?.\?/.test(boundary);
}
