import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cleartext } from '../../support/messages.js';
import { expectRun, launcher, scrubbed } from '../../support/run.js';
import { verifier } from '../../support/verifier.js';

const given = verifier();
const { files, put, verify } = given;

describe.skipIf(process.platform === 'win32')('what a mail program has done to a message', () => {
  const quotes = '> they wrote:\n> > twice\n>\n    four blanks\n\n\ta tab\n  | two\nend';
  const each = (mark: string, text: string) => text.replace(/^(?=.|\n)/gm, mark);
  /** The exit status of what the hint says, run as it stands. */
  async function repaired(mangled: string): Promise<string> {
    put('m.asc', mangled);
    const result = await verify(['m.asc']);
    expect(result.status).toBe(41);
    const hint = /hint: (.*)\n/.exec(result.stderr)?.[1] ?? '';
    if (!hint.includes('repaired.asc')) return hint;
    const words = hint.replace('codeship-sec', `'${process.execPath}' '${launcher}'`);
    return execFileSync('sh', ['-c', words], {
      ...{ cwd: given.cwd, env: scrubbed(), encoding: 'utf8' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }

  it('is undone by the hint, and nothing else is', async () => {
    const signed = await cleartext(given.vendor.privateKey, quotes);
    const lines = signed.trimEnd();
    for (const mangled of [
      each('> ', lines),
      each('> ', lines).replace(/^> $/gm, '>').replace(/^> >/gm, '>>'),
      each('>', lines),
      each('> > ', lines),
      `On Monday, Bob wrote:\n${each('| ', lines)}\n\nno quote\n`,
      each('    ', lines),
      each('    ', lines).replace(/^ +$/gm, ''),
      each('\t', lines),
      signed.replace(/\n/g, '\r'),
      `Hello\n\n${signed}`.replace(/\n/g, '\r'),
    ]) {
      expect(await repaired(mangled)).toMatch(/^GENUINE/);
      rmSync(join(given.cwd, 'repaired.asc'));
    }
    expect(files()).toEqual(['m.asc']);
  });

  it('is named, and no repair is promised where there is none', async () => {
    const lines = given.clear.trimEnd();
    const again = /\nWhat to do: ask the sender for it again, as an attached file\n$/;
    const cases: [string, RegExp][] = [
      [each('> ', lines).replace('> and', 'and'), /quote marks/],
      [each('    ', lines).replace('    and', '  and'), /indented/],
      [given.signature.replace(/\n/g, ' '), /joined into one/],
      [given.clear.replace(/\n/g, '<br>\n'), /HTML line breaks/],
      [given.signature.replace(/\n/g, '<br />\n'), /HTML line breaks/],
      [given.secret.replace(/^-----.*$/gm, (line) => line.replace(/ /g, '\u00a0')), /non-breaking spaces/],
      [given.secret.replace('PGP MESSAGE', 'PGP\u00a0MESSAGE'), /non-breaking spaces/],
      [given.clear.replace(/^-----.*$/gm, (line) => line.replace(/ /g, '\u00a0')), /non-breaking spaces/],
      [given.clear.replace('-----BEGIN', '\u2014--BEGIN'), /hyphens[\s\S]*into\s+dashes/],
      [given.secret.replace(/---/g, '\u2014'), /hyphens[\s\S]*into\s+dashes/],
    ];
    for (const [mangled, words] of cases) {
      put('m.asc', mangled);
      const result = await verify(['m.asc']);
      expectRun(result, { status: 41, stdout: words, stderr: '' });
      expect(result.stdout).toMatch(again);
    }
    put('prose', 'A block starts with \u2014BEGIN PGP MESSAGE\u2014 or so\n');
    expectRun(await verify(['prose']), { status: 5 });
  });
});
