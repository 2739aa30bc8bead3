import type { PartReport, Verification } from '../verification.js';
import type { Look } from './look-at-message.js';

/** The line of the file that a line of a text is; `undefined`: that cannot be told. */
export type LineOf = (line: number) => number | undefined;

/** Of a text that a repair has made: its lines are no lines of the file. */
export const NO_LINE: LineOf = () => undefined;

/** The same look, its lines those of the file: no number is better than one of another text. */
export function withLines(look: Look, lineOf: LineOf): Look {
  if ('detached' in look) {
    const { detached } = look;
    return { detached: { ...detached, warnings: detached.warnings.map((one) => moved(one, lineOf)) } };
  }
  const { verification } = look;
  const parts = verification.parts?.map((part) => movedPart(part, lineOf));
  return { verification: { ...movedAlone(verification, lineOf), ...(parts ? { parts } : {}) } };
}

/** A part of several lists those inside of it again, which stand in the list themselves: they are not gone through. */
function movedPart(part: PartReport, lineOf: LineOf): PartReport {
  return { ...moved(part, lineOf), verification: movedAlone(part.verification, lineOf) };
}

function movedAlone(found: Verification, lineOf: LineOf): Verification {
  const warnings = found.warnings.map((one) => moved(one, lineOf));
  if (found.verdict === 'malformed') return { ...found, warnings, problem: moved(found.problem, lineOf) };
  return found.verdict === 'not-verified' && found.notUtf8
    ? { ...found, warnings, notUtf8: moved(found.notUtf8, lineOf) }
    : { ...found, warnings };
}

function moved<T extends { line?: number }>(one: T, lineOf: LineOf): T {
  if (one.line === undefined) return one;
  const { line, ...rest } = one;
  const now = lineOf(line);
  return (now === undefined ? rest : { ...rest, line: now }) as T;
}
