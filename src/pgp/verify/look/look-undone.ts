import { isMail } from '../../../mail/file/mail-file.js';
import { MalformedError, type ProblemCode } from '../malformed.js';
import type { BlockRepair } from '../repair.js';
import type { Verification, Warning } from '../verification.js';
import { guessKind } from './guess-kind.js';
import { NO_LINE, withLines } from './line-numbers.js';
import { decided, type Given, type Look } from './look-at-message.js';

/** A way of looking at one form of a text. May throw a MalformedError. */
export type Looking = (data: Buffer, given: Given) => Promise<Look>;

/** Quoted in an HTML mail that a shell has saved as UTF-16: more than that was not done to a block. */
const MAX_DEPTH = 4;
/** Each form is looked at whole. */
const MAX_FORMS = 12;
/** Of a larger file, what was done to it is only named. */
export const LARGEST_UNDONE = 32 << 20;

/** What is undone line by line. */
const KEEPS_LINES: ReadonlySet<BlockRepair> = new Set(['bom', 'utf-16', 'crcrlf', 'quoted', 'indented']);

/** A text as it stands, or after some repairs, and what it turned out to be. */
interface Form {
  data: Buffer;
  repairs: readonly BlockRepair[];
  look: Look;
  /** The form that this one was made of. */
  of?: Form;
}

/**
 * Looks at a text as it stands and, where that is not enough, at what it was before a program has changed it. A rule is
 * applied to the whole block or not at all.
 *
 * @returns never malformed for a block that some form shows whole; where two forms are good, and not for the same
 *   content, the text is malformed
 */
export async function lookUndone(data: Buffer, given: Given, looking: Looking): Promise<Look> {
  const first: Form = { data, repairs: [], look: await lookSafely(data, given, looking) };
  if (data.length > LARGEST_UNDONE || isSettled(first)) return first.look;
  const forms = [first];
  const waiting = [first];
  for (let form = waiting.shift(); form && forms.length < MAX_FORMS; form = waiting.shift()) {
    for await (const made of undo(form)) {
      if (forms.some((other) => other.data.equals(made.data))) continue;
      const found = await lookSafely(made.data, given, looking, made.repairs);
      const look = made.repairs.every((code) => KEEPS_LINES.has(code)) ? found : withLines(found, NO_LINE);
      const next = { ...made, look, of: form };
      forms.push(next);
      if (!isSettled(next) && next.repairs.length < MAX_DEPTH) waiting.push(next);
      if (forms.length === MAX_FORMS) break;
    }
  }
  return best(forms).look;
}

async function* undo({ data, repairs }: Form): AsyncGenerator<Pick<Form, 'data' | 'repairs'>> {
  const { RULES } = await import('../armor/undo/rules.js');
  for (const [code, rule] of RULES) {
    const undone = await rule(data);
    if (undone) yield { data: undone, repairs: [...repairs, code] };
  }
}

/** Looks at a form of a text. What is malformed is a verdict, too. */
export async function lookSafely(
  data: Buffer,
  given: Given,
  looking: Looking,
  repairs: readonly BlockRepair[] = [],
): Promise<Look> {
  const named = repairs.map((code) => ({ code: `repair-${code}` as const }));
  const warnings: Warning[] = [...given.warnings, ...named];
  try {
    return await looking(data, { ...given, warnings });
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const kind = isMail(data) || error.problem.code === 'mail-inside' ? 'mail' : guessKind(data);
    if (kind === 'secret-key') warnings.push({ code: 'secret-key' });
    // what could not be undone whole was not undone
    const told = warnings.filter(({ code }) => code !== `repair-${error.problem.code}`);
    return decided({ kind, verdict: 'malformed', problem: error.problem, warnings: told });
  }
}

/** Whether no repair could make more of it. A cleartext message may be whole and yet be another text than was signed. */
function isSettled({ look }: Pick<Form, 'look'>): boolean {
  if ('detached' in look) return true;
  const { verification } = look;
  const { kind, verdict } = verification;
  if (verdict === 'malformed')
    return verification.parts !== undefined || FINAL.has(verification.problem.code);
  if (verdict === 'not-protected') return !['text', 'other'].includes(kind);
  return verdict !== 'not-verified' || kind !== 'cleartext';
}

const FINAL: ReadonlySet<ProblemCode> = new Set(['too-large', 'mail-too-large']);

/** The good one; else the first that tells most. Two that are good must be of one content. */
function best(forms: readonly Form[]): Form {
  const [first] = forms as [Form];
  const [one, ...others] = forms.filter(isGood);
  if (one) return others.every((other) => sameContent(one, other)) ? one : twoReadings(first);
  const least = Math.min(...forms.map(rank));
  const found = forms.find((form) => rank(form) === least) ?? first;
  return lastDiagnosed(forms, found);
}

/** The less, the more it tells. */
function rank({ look }: Form): number {
  if ('detached' in look) return 0;
  const { verification } = look;
  switch (verification.verdict) {
    case 'good':
    case 'addressed':
    case 'not-addressed':
    case 'cannot-tell':
      return 0;
    case 'not-verified':
      return 1;
    case 'malformed':
      return isSettled({ look }) ? 3 : 4;
    case 'not-protected':
      return ['text', 'other'].includes(verification.kind) ? 5 : 2;
  }
}

function sameContent(one: Form, other: Form): boolean {
  const [first, second] = [contentOf(one), contentOf(other)];
  return first !== undefined && second !== undefined && first.equals(second);
}

function isGood({ look }: Form): boolean {
  return 'verification' in look && look.verification.verdict === 'good';
}

function contentOf({ look }: Form): Buffer | undefined {
  const found = 'verification' in look ? look.verification : undefined;
  return found?.verdict === 'good' && found.content ? Buffer.from(found.content) : undefined;
}

function twoReadings(form: Form): Form {
  const { kind, warnings } = (form.look as { verification: Verification }).verification;
  const problem = { code: 'two-readings' as const };
  return { ...form, look: decided({ kind, verdict: 'malformed', problem, warnings }) };
}

/** Where a form says what was done to it, and that was undone: what is wrong with it then. */
function lastDiagnosed(forms: readonly Form[], form: Form): Form {
  const problem = problemOf(form);
  const next = forms.find((other) => other.of === form && diagnosisOf(other) === problem && problemOf(other));
  return problem !== undefined && next ? lastDiagnosed(forms, next) : form;
}

/** What a block that this was done to is found to be. */
function diagnosisOf({ repairs }: Form): string | undefined {
  const last = repairs.at(-1);
  return last === 'html-attributes' ? 'html' : last;
}

function problemOf({ look }: Form): string | undefined {
  const found = 'verification' in look ? look.verification : undefined;
  return found?.verdict === 'malformed' ? found.problem.code : undefined;
}
