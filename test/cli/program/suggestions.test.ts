import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ALIASES } from '../../../src/program/aliases.js';
import { openBatch } from '../../support/batch.js';
import { allVerbs, shellWords } from '../../support/program.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';

const cwd = emptyFolder();
writeFileSync(join(cwd, 'f'), 'a file\n');
const batch = openBatch(cwd);
afterAll(() => batch.close());

/** The hints of a command line that is refused as it stands: 2, one error, and nothing on stdout. */
async function hintsFor(args: readonly string[]): Promise<{ message: string; hints: string[] }> {
  const { status, stdout, stderr } = await batch.run(args);
  expect({ status, stdout }, args.join(' ')).toEqual({ status: 2, stdout: '' });
  const [error = '', ...rest] = stderr.split('\n').slice(0, -1);
  const hints = rest.map((line) => /^codeship-sec: hint: (codeship-sec .*)$/.exec(line)?.[1] ?? `? ${line}`);
  expect(error, args.join(' ')).toMatch(/^codeship-sec: error: /);
  return { message: error.slice('codeship-sec: error: '.length), hints };
}

/** What a hint says is typed as it is printed, and is no error of usage. */
async function expectRunnable(hints: readonly string[], line: string): Promise<void> {
  expect(hints, line).not.toEqual([]);
  for (const hint of hints) {
    const { status } = await batch.run(shellWords(hint).slice(1));
    expect(status, `${line}: ${hint}`).not.toBe(2);
  }
}

describe('a word or an option of another program', () => {
  const typed = ALIASES.flatMap((alias) => alias.typed);

  it('stands in the table once, and is none of ours', () => {
    expect(new Set(typed).size).toBe(typed.length);
    const ours = allVerbs().filter(({ path }) => path.length === 1);
    expect(typed.filter((word) => ours.some(({ path }) => path[0] === word))).toEqual([]);
    const options: (string | undefined)[] = allVerbs().flatMap(({ command }) =>
      command.options.flatMap((one) => [one.long, one.short]),
    );
    expect(typed.filter((word) => options.includes(word))).toEqual([]);
  });

  it('each is answered by what to do, alone, with a file, below a command and with --help', async () => {
    const belowKey = allVerbs().map(({ path }) => path.join(' '));
    for (const { typed, says } of ALIASES) {
      for (const word of typed) {
        const isWord = !word.startsWith('-');
        const lines = [[word], [word, 'f'], [isWord ? 'key' : 'encrypt', word, 'f'], ['help', word]];
        for (const line of lines) {
          if (belowKey.includes(line.slice(0, 2).join(' '))) continue;
          const { message, hints } = await hintsFor(line);
          expect(message).toContain(says);
          expect(message).toContain(`'${word}'`);
          await expectRunnable(hints, line.join(' '));
        }
      }
    }
  }, 240_000);

  it.each([
    ['decrypt f', 'verify f'],
    ['Decrypt f', 'verify f'],
    ['decrypt -o out f', 'verify -o out f'],
    ['-d f', 'verify f'],
    ['-a -d f', 'verify f'],
    ['encrypt -d f', 'verify f'],
    ['decrpyt f', 'verify f'],
    ['decypt f', 'verify f'],
    ['help decrypt', 'verify --help'],
    ['-ear alice f', 'encrypt f'],
    ['-e -r alice -a f', 'encrypt f'],
    ['--armor --encrypt --recipient=bob f', 'encrypt f'],
    ['encrypt -r alice@example.org f', 'encrypt f'],
    ['encrypt --yes f', 'encrypt --force f'],
    ['encrypt --passphrase sesame f', 'encrypt --help'],
    ['--list-keys alice', 'key'],
    ['list-keys', 'key'],
    ['key list', 'key'],
    ['check', 'key check'],
    ['--bundle data check', 'key check --bundle data'],
    ['check f', 'verify f'],
    ['import f', 'key update f'],
    ['import', 'key update --help'],
    ['recv-keys 0x1234', 'key update --help'],
    ['export -o out', 'key export -o out'],
    ['fingerprint --json', 'key fingerprint --json'],
    ['version', '--version'],
    ['-v', '--version'],
    ['-v show', 'show'],
    ['man', '--help'],
  ])('%s: codeship-sec %s', async (line, hint) => {
    const { stderr, status } = await batch.run(line.split(' '));
    expect(status).toBe(2);
    expect(stderr.split('\n')[1]).toBe(`codeship-sec: hint: codeship-sec ${hint}`);
  });
});

describe('the start of a command', () => {
  it.each([
    ['enc f', 'encrypt', 'encrypt f'],
    ['k', 'key', 'key'],
    ['comp bash', 'completion', 'completion bash'],
    ['key exp', 'export', 'key export'],
    ['sea', 'search', 'search --help'],
    ['ver --foo', 'verify', 'verify --help'],
  ])('%s: %s is named, and not run', async (line, name, hint) => {
    const { message, hints } = await hintsFor(line.split(' '));
    expect(message).toMatch(new RegExp(`^unknown command '.*': the one that starts so is ${name}$`));
    expect(hints[0]).toBe(`codeship-sec ${hint}`);
    await expectRunnable(hints, line);
  });

  it('that several have is answered with the help, and the empty word too', async () => {
    expect((await hintsFor(['co'])).hints).toEqual(['codeship-sec --help']);
    expect((await hintsFor([''])).hints).toEqual(['codeship-sec --help']);
  });
});

describe('a command that stands elsewhere, or that is mistyped', () => {
  it.each([
    ['update f', 'key update f'],
    ['update', 'key update --help'],
    ['reset', 'key reset'],
    ['key verify f', 'verify f'],
    ['key encrypt f', 'encrypt f'],
    ['key search', 'search --help'],
    ['shwo', 'show'],
    ['shwo --foo', 'show --help'],
    ['key exprot --json', 'key export --help'],
    ['serach', 'search --help'],
  ])('%s: codeship-sec %s, which is no error itself', async (line, hint) => {
    const { status, stderr } = await batch.run(line.split(' '));
    expect(status).toBe(2);
    const hints = stderr.split('\n').flatMap((one) => /hint: (.*)/.exec(one)?.[1] ?? []);
    expect(hints[0]).toBe(`codeship-sec ${hint}`);
    await expectRunnable(hints, line);
  });

  it('what is near to nothing is not guessed at', async () => {
    for (const word of ['foo', 'xy', 'gpg', 'nonsense', 'constructor', '__proto__'])
      expect(await hintsFor([word])).toEqual({
        message: `unknown command '${word}'`,
        hints: ['codeship-sec --help'],
      });
  });

  it('as JSON has the shape of every error', async () => {
    const { status, stdout } = await run(['decrypt', 'f', '--json'], { cwd });
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'USAGE',
      exit: 2,
      message: expect.stringContaining("unknown command 'decrypt': "),
      hints: ['codeship-sec verify f --json', 'codeship-sec --help'],
    });
    expectRun(await run(['enc', 'f', '-q'], { cwd }), {
      status: 2,
      stdout: '',
      stderr: /hint: .*encrypt f -q\n/,
    });
  });
});

describe('a mistyped option', () => {
  it.each([
    ['encrypt --outptu out f', "unknown option '--outptu'", 'encrypt --output out f'],
    ['verify --formt json', "unknown option '--formt'", 'verify --format json'],
    ['encrypt --forc f', "unknown option '--forc'", 'encrypt --force f'],
    ['encrypt --froce f', "unknown option '--froce'", 'encrypt --force f'],
    ['show --with 30', "unknown option '--with'", 'show --width 30'],
    ['--versoin', "unknown option '--versoin'", '--version'],
    ['toc --hlep', "unknown option '--hlep'", 'toc --help'],
  ])('%s: the nearest of the command, in a line that is no error itself', async (line, message, hint) => {
    const answer = await hintsFor(line.split(' '));
    expect([answer.message, answer.hints[0]]).toEqual([message, `codeship-sec ${hint}`]);
    await expectRunnable([`codeship-sec ${hint}`], line);
  });

  it.each([
    ['verify --formt x', ', perhaps --format: it belongs to show, toc', 'verify'],
    ['verify --widht 40 f', ', perhaps --width: it belongs to show, toc', 'verify'],
    ['key --sign-wiht f', ', perhaps --sign-with: it belongs to encrypt', 'key'],
    ['encrypt --outptu', ', perhaps --output', 'encrypt'],
    ['encrypt --outptu out --bianry f', ', perhaps --output', 'encrypt'],
    ['report --jsn', '', 'report'],
    ['verify --foret x', ', perhaps --format: it belongs to show, toc', 'verify'],
    ['report --fo', '', 'report'],
    ['encrypt --fo f', '', 'encrypt'],
    ['verify --wid 40', ', perhaps --width: it belongs to show, toc', 'verify'],
    ['verify --nonsense f', '', 'verify'],
  ])(
    '%s: what it may have been, and no line that is an error or more than was meant',
    async (line, says, command) => {
      const { message, hints } = await hintsFor(line.split(' '));
      expect(message.replace(/^unknown option '[^']*'/, '')).toBe(says);
      expect(hints).toEqual([`codeship-sec ${command} --help`]);
    },
  );
});
