import { findBlocks } from '../armor/find-blocks.js';
import { MalformedError, type Problem } from '../malformed.js';
import { refuseMissingPart } from '../reason.js';
import type { PartReport, Verification, Warning } from '../verification.js';
import { guessKind } from './guess-kind.js';
import { withLines } from './line-numbers.js';
import { decided, type Given, type Look, lookAtMessage } from './look-at-message.js';
import { type Looking, lookUndone } from './look-undone.js';

/**
 * Looks at a text that is no mail, or at what a mail holds: at its one block, as it stands or undone. Of several
 * messages the one is taken that `part` names; without it, all are told and none is released.
 *
 * @param choose how a form of the text is looked at
 * @throws Refusal NOTHING_DONE: the part that is asked for is not there
 */
export async function lookAtBlocks(
  data: Buffer,
  given: Given,
  choose: (form: Buffer) => Looking = () => lookAtMessage,
): Promise<Look> {
  const { part = 1 } = given.options;
  let isOnlyPart = true;
  const look = await lookUndone(data, given, async (form, formGiven) => {
    const looking = choose(form);
    if (looking !== lookAtMessage) isOnlyPart = false;
    try {
      return await looking(form, formGiven);
    } catch (error) {
      const several = error instanceof MalformedError && error.problem.code === 'several-blocks';
      // a quotation in a quoted text is a part of it, and no block of its own: that shows when the first is undone
      if (!several || (await isUndoable(form))) throw error;
      isOnlyPart = false;
      return lookAtSeveral(form, formGiven, error.problem);
    }
  });
  return isOnlyPart && part !== 1 ? refuseMissingPart(1) : look;
}

async function lookAtSeveral(data: Buffer, given: Given, problem: Problem): Promise<Look> {
  const slices = slicesOf(data);
  const { part } = given.options;
  if (part === undefined) {
    const parts = await partsOf(slices, given);
    return decided({ kind: guessKind(data), verdict: 'malformed', problem, warnings: given.warnings, parts });
  }
  return lookAtSlice(slices[part - 1] ?? refuseMissingPart(slices.length), given, slices.length);
}

async function isUndoable(data: Buffer): Promise<boolean> {
  const [first] = findBlocks(data).blocks;
  if (!first || first.read) return false;
  const { RULES } = await import('../armor/undo/rules.js');
  for (const [, undo] of RULES) if (await undo(data)) return true;
  return false;
}

interface Slice {
  line: number;
  /** From the block's first line to where the next one begins. */
  data: Buffer;
}

/** A certificate is no message, and ends what stands before it. */
function slicesOf(data: Buffer): Slice[] {
  const { blocks, certificates } = findBlocks(data);
  const begins = blocks.map(({ begin }) => begin);
  const starts = [...begins, ...certificates].map(({ start }) => start).sort((a, b) => a - b);
  return begins.map(({ start, number }) => ({
    line: number,
    data: data.subarray(start, starts[starts.indexOf(start) + 1]),
  }));
}

async function lookAtSlice({ data, line }: Slice, given: Given, count: number): Promise<Look> {
  const warnings: Warning[] = [...given.warnings, { code: 'other-blocks', count: count - 1 }];
  const look = await lookUndone(data, { ...given, warnings }, lookAtMessage);
  return withLines(look, (inSlice) => inSlice + line - 1);
}

/** Its data is in another file. */
function signatureAlone(warnings: Warning[]): Verification {
  return { kind: 'detached', verdict: 'not-protected', nature: 'mail-part', warnings };
}

async function partsOf(slices: readonly Slice[], given: Given): Promise<PartReport[]> {
  const parts: PartReport[] = [];
  for (const [index, slice] of slices.entries()) {
    const look = await lookAtSlice(slice, given, slices.length);
    const verification = 'detached' in look ? signatureAlone(look.detached.warnings) : look.verification;
    parts.push({ number: index + 1, line: slice.line, form: 'block', name: '', type: '', verification });
  }
  return parts;
}
