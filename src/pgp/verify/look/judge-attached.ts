/** Attachments of which one is the detached signature of another, as their names say: `report.txt.asc`, `report.txt`. */
import { decodeBody, isIdentity } from '../../../mail/encoding.js';
import type { MailTree } from '../../../mail/mail-tree.js';
import { type DetachedSignature, judgeContent, verdictFrom } from '../judge/judge-content.js';
import { MalformedError } from '../malformed.js';
import { SIGNATURE_ENDINGS } from '../signature-endings.js';
import type { Verification, Warning } from '../verification.js';
import { lookAtBlocks } from './look-at-blocks.js';
import type { Given } from './look-at-message.js';

/** Nobody attaches more for one file, and each costs what a message costs. */
const MOST_SIGNATURES = 4;

/** What is said of both. */
export interface JudgedAttachment {
  /** The part that is signed. */
  data: MailTree;
  verification: Verification;
}

/**
 * @param siblings the parts that stand beside it in the same part, and itself
 * @returns `undefined`: no other part is its signature or its data, or more than one is the data
 */
export async function judgeAttached(
  part: MailTree,
  siblings: readonly MailTree[],
  given: Given,
): Promise<JudgedAttachment | undefined> {
  const { fileName } = part;
  if (fileName === '') return undefined;
  const named = (name: string) => siblings.filter((one) => one.fileName === name);
  const ending = SIGNATURE_ENDINGS.find((one) => fileName.toLowerCase().endsWith(one));
  const name = ending === undefined ? fileName : fileName.slice(0, -ending.length);
  const [data, ...others] = named(name);
  const signatures = SIGNATURE_ENDINGS.flatMap((one) => named(name + one));
  if (!data || others.length > 0 || data.children.length > 0) return undefined;
  if (signatures.length > MOST_SIGNATURES) return undefined;
  const found: DetachedSignature[] = [];
  for (const signature of signatures) found.push(...(await detachedIn(signature, given)));
  // what is meant as a signature, and is none, says so itself
  if (found.length === 0 || (part !== data && (await detachedIn(part, given)).length === 0)) return undefined;
  const verification = await judgeForms(found, formsOf(data), given);
  return verification && { data, verification };
}

async function detachedIn(part: MailTree, given: Given): Promise<DetachedSignature[]> {
  const data = decodeBody(part.body, part.encoding);
  if (!data) return [];
  try {
    const options = { ...given.options, part: undefined };
    const look = await lookAtBlocks(data, { ...given, options, warnings: [] });
    return 'detached' in look && !look.detached.revokes ? [look.detached] : [];
  } catch (error) {
    if (error instanceof MalformedError) return [];
    throw error;
  }
}

/** The file as it was attached. Text that is not encoded has lost its own line ends on its way (RFC 2045 section 2.7). */
function formsOf({ body, encoding, type }: MailTree): Buffer[] {
  const data = decodeBody(body, encoding);
  if (!data) return [];
  if (!type.name.startsWith('text/') || !isIdentity(encoding)) return [data];
  const lines = data.toString('latin1').replace(/\r\n/g, '\n');
  return [data, Buffer.from(lines, 'latin1'), Buffer.from(lines.replace(/\n/g, '\r\n'), 'latin1')];
}

async function judgeForms(
  signatures: readonly DetachedSignature[],
  forms: readonly Buffer[],
  given: Given,
): Promise<Verification | undefined> {
  let first: Verification | undefined;
  for (const data of forms) {
    const warnings: Warning[] = signatures.flatMap((one) => one.warnings);
    const all = { ...given, warnings };
    const shapes = signatures.flatMap((one) => one.shapes);
    const judged = await verdictFrom('detached', await judgeContent(shapes, data, all), data, all);
    if (judged.verdict === 'good') return judged;
    first ??= judged;
  }
  return first;
}
