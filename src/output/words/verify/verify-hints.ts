import type { Problem, ProblemCode } from '../../../pgp/verify/malformed.js';
import type { Verification } from '../../../pgp/verify/verification.js';
import { fileWord } from '../../../text/shell.js';
import type { CheckedFiles } from './verdict-words.js';
import type { VerifyCommand } from './verify-command.js';

/** What to do next. */
export function hintsFor(
  result: Verification,
  given: {
    file: string;
    output?: string | undefined;
    files?: CheckedFiles | undefined;
    command: VerifyCommand;
  },
): string[] {
  const { file, command } = given;
  switch (result.verdict) {
    case 'malformed':
      return repairHints(result.problem, file === '-' ? 'FILE' : file, command);
    case 'good':
      return given.output === undefined && result.content !== null
        ? [`to read what was signed, and nothing else: ${command(['--output', '-'], file)}`]
        : [];
    case 'not-verified':
      return notVerifiedHints(result, given);
    case 'not-protected':
      if (result.nature === 'no-input') return [`name the file: ${command([], 'FILE')}`];
      return result.nature === 'mail-part' ? ['save that part as a file of its own and verify the file'] : [];
    case 'addressed':
    case 'not-addressed':
    case 'cannot-tell':
      return [];
  }
}

function notVerifiedHints(
  result: Extract<Verification, { verdict: 'not-verified' }>,
  { file, files }: { file: string; files?: CheckedFiles | undefined },
): string[] {
  const is = (wanted: string) => result.signatures.some(({ status }) => status === wanted);
  if (is('unsupported')) return unsupportedHints(result, files ? [files.signature, files.data] : [file]);
  return result.kind === 'cleartext' && is('bad')
    ? ['if a mail program may have changed it, save the whole mail as a file (.eml) and verify that']
    : [];
}

/** Another program may know what this one does not; it has a keyring of its own to trust. */
function unsupportedHints(
  { kind, notUtf8 }: { kind: string; notUtf8?: number },
  names: readonly string[],
): string[] {
  // of a mail, gpg wants the parts
  const mail = kind === 'detached' && names.length === 1;
  const command = ['gpg --verify', ...names.map((name) => (name === '-' ? name : fileWord(name)))].join(' ');
  const other = mail ? [] : [`gpg may verify it, against the keys that it has itself: ${command}`];
  if (notUtf8 === undefined) return other;
  return [
    `line ${notUtf8} is not UTF-8: ask the vendor for the text as UTF-8, or with a detached signature`,
    ...other,
  ];
}

const AGAIN = 'ask the sender for it again, as an attached file';

/** The exact command that repairs a file, where there is one; else what to do. */
function repairHints(problem: Problem, file: string, command: VerifyCommand): string[] {
  const name = fileWord(file);
  const into = (repaired: string) => `> ${repaired} && ${command([], repaired)}`;
  const repairs: Partial<Record<ProblemCode, string[]>> = {
    ...(problem.text === undefined ? {} : marks(problem.text, name, into('repaired.asc'))),
    'cr-only': [`tr '\\r' '\\n' < ${name} ${into('repaired.asc')}`],
    'quoted-printable': [
      `python3 -m quopri -d ${name} ${into('repaired.asc')}`,
      'or save the whole mail as a file (.eml) and verify that',
    ],
    bom: [
      `sed '1s/^\\xEF\\xBB\\xBF//' ${name} ${into(/\.eml$/i.test(file) ? 'repaired.eml' : 'repaired.asc')}`,
    ],
    'utf-16': [`iconv -f UTF-16 -t UTF-8 ${name} ${into('repaired.asc')}`],
    'no-blank-line': [`sed '${(problem.line ?? 2) - 1}G' ${name} ${into('repaired.asc')}`],
    rewrapped: [`${unwrap(name)} ${into('repaired.gpg')}`, AGAIN],
    'several-blocks': [`sed -n '${problem.line},$p' ${name} ${into('second.asc')}`],
    'signed-message': [`it is verified by itself: ${command([], file)}`],
    'too-large': largerHints(problem.number ?? 0, file, command),
    'mail-too-large': ['save the signed part and its signature as two files, and verify those'],
    'armor-part': ['put the parts together first: they are one message'],
    'not-a-signature': [`the signature comes first: ${command([], 'SIGNATURE', 'DATA')}`],
  };
  return repairs[problem.code] ?? [AGAIN];
}

/** More than this is not held in memory, whatever is asked for. */
const LARGEST = 2 ** 30;

function largerHints(limit: number, file: string, command: VerifyCommand): string[] {
  return limit < LARGEST
    ? [`to allow more: ${command(['--max-size', '1G'], file)}`]
    : ['ask the sender for a detached signature: its data may be of any size'];
}

/** Takes away what stands before every line: no more, or a quotation in the signed text would go with it. */
function marks(text: string, name: string, into: string): Partial<Record<ProblemCode, string[]>> {
  const levels = text.match(/[>|] ?/g) ?? [];
  const one = (level: string) => `-e 's/^${level[0]}${level.length > 1 ? ' \\{0,1\\}' : ''}//'`;
  const blanks = text.includes('\t') ? '[[:blank:]]' : ' ';
  return {
    quoted: [`sed ${levels.map(one).join(' ')} ${name} ${into}`],
    indented: [`sed 's/^${blanks}\\{${text.length}\\}//' ${name} ${into}`],
  };
}

/** Takes the base64 between the blank line and the checksum, whatever the wrapping, and decodes it. */
function unwrap(name: string): string {
  return `sed '1,/^[[:space:]]*$/d;/^-----END/,$d' ${name} | grep -v '^=' | tr -d ' \\r\\n' | base64 -d`;
}
