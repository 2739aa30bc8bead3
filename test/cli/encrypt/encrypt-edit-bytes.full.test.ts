import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let cwd: string;
let temporary: string;

beforeAll(async () => {
  vendor = await makeVendor();
});

beforeEach(() => {
  cwd = emptyFolder();
  temporary = emptyFolder();
});

/** Runs a shell script as the editor. */
function edit(script: string, args: readonly string[] = []) {
  const EDITOR = join(emptyFolder(), 'editor');
  writeFileSync(EDITOR, `#!/bin/sh\n${script}\n`);
  chmodSync(EDITOR, 0o755);
  return run(['encrypt', '--edit', ...args, '--bundle', vendor.dir], {
    cwd,
    env: { EDITOR, TMPDIR: temporary },
  });
}

const saved = async () =>
  Buffer.from((await openMessage(readFileSync(join(cwd, 'report.md.asc')), vendor.privateKey)).data);

describe.skipIf(process.platform === 'win32')('encrypt --edit', () => {
  it('warns where a template that was printed stays as it was', async () => {
    writeFileSync(join(cwd, 'r.md'), (await run(['report', '--bundle', vendor.dir])).stdout);
    const result = await edit('sleep 0.6', ['r.md']);
    expectRun(result, { status: 0, stderr: /warning: nothing is filled in: r\.md is the template/ });
  });

  it('leaves out nothing that the writer put into a code block', async () => {
    const block =
      '```\n## Impact\n\n<!-- One line: what is weak, where, and what it lets an attacker do. -->\n```\n\nbody   \n\n';
    writeFileSync(join(cwd, 'block'), block);
    expectRun(await edit(`cat '${cwd}/block' >> "$1"`), { status: 0 });
    expect((await saved()).toString()).toBe(
      `# Security report for Example\n\n- To: security@example.com\n\n## Not to be passed on\n\n${block}`,
    );
  });

  it.each([
    ['Latin-1', Buffer.from('# Security report for Example\n\n## Title\n\nM\xfcller \x80\xff\n', 'latin1')],
    ['UTF-16', Buffer.from('\ufeff# Security report for Example\n\n## Title\n\nRCE\n', 'utf16le')],
  ])('encrypts a text that was saved as %s byte for byte, and says so', async (_charset, text) => {
    writeFileSync(join(cwd, 'text'), text);
    const result = await edit(`cat '${cwd}/text' > "$1"`);
    expectRun(result, { status: 0, stderr: /warning: the text was not saved as UTF-8: [^\n]*byte for byte/ });
    expect((await saved()).equals(text)).toBe(true);
  });

  it('refuses to edit what is no text, and says how to attach it; UTF-16 is text', async () => {
    writeFileSync(join(cwd, 'a shot.png'), Buffer.from('89504e470d0a1a0a0000000d', 'hex'));
    const result = await edit(`touch '${cwd}/opened'`, ['a shot.png']);
    expectRun(result, { status: 2, stderr: /^codeship-sec: error: a shot\.png is no text to edit\n/ });
    const hints = [...result.stderr.matchAll(/^codeship-sec: hint: codeship-sec (.*)$/gm)].map(
      ([, one]) => one,
    );
    expect(hints).toEqual([
      `report -o report.md --bundle ${vendor.dir}`,
      `encrypt --edit --email report.md --bundle ${vendor.dir} 'a shot.png'`,
    ]);
    expect(readdirSync(cwd)).toEqual(['a shot.png']);
    writeFileSync(join(cwd, 'draft'), Buffer.from('\ufeffdraft\n', 'utf16le'));
    expectRun(await edit('sleep 0.6', ['draft']), { status: 0 });
  });

  it('does nothing where the template was emptied, or the file removed', async () => {
    expectRun(await edit(': > "$1"'), { status: 1, stderr: /error: nothing was filled in/ });
    expectRun(await edit('rm "$1"'), {
      status: 1,
      stderr: /^codeship-sec: error: the editor has removed the file, so nothing is encrypted\n/,
    });
    expectRun(await edit('rm "$1"; mkdir "$1"'), {
      status: 74,
      stderr: /^codeship-sec: error: cannot read what the editor saved: /,
    });
    expect(readdirSync(cwd)).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('opens no editor where no output can be made', async () => {
    const result = await edit(`echo text >> "$1"; touch '${cwd}/opened'`, ['-o', '/proc/report.asc']);
    expectRun(result, { status: 74, stderr: /^codeship-sec: error: cannot write \/proc\/report\.asc: / });
    expect(existsSync(join(cwd, 'opened'))).toBe(false);
  });
});

describe('encrypt', () => {
  it('warns of a template in which nothing is filled in', async () => {
    const warning = (name: string) =>
      new RegExp(
        `^codeship-sec: warning: nothing is filled in: ${name} is the template as it was printed$`,
        'm',
      );
    const own = ['--bundle', vendor.dir];
    const { stdout } = await run(['report', ...own]);
    writeFileSync(join(cwd, 'r.md'), stdout);
    writeFileSync(join(cwd, 'note.txt'), 'a note\n');
    for (const args of [['r.md'], ['--email', 'r.md', 'note.txt']]) {
      expectRun(await run(['encrypt', ...args, ...own], { cwd }), { status: 0, stderr: warning('r\\.md') });
    }
    expect((await run(['encrypt', ...own], { stdin: stdout })).stderr).toMatch(warning('standard input'));
    for (const text of [`${stdout}It breaks.\n`, '']) {
      writeFileSync(join(cwd, 'r.md'), text);
      expect((await run(['encrypt', '-f', 'r.md', ...own], { cwd })).stderr).not.toContain('filled in');
    }
  });

  it.each([
    [
      'PGP/MIME',
      'Content-Type: multipart/encrypted;\n protocol="application/pgp-encrypted"; boundary=b\n\n--b\n',
    ],
    ['inline', 'Content-Type: text/plain\n\n-----BEGIN PGP MESSAGE-----\n\n'],
  ])('warns of a mail that is encrypted already: %s', async (_how, text) => {
    const warning = /warning: m\.eml is an OpenPGP message already/;
    writeFileSync(join(cwd, 'm.eml'), `From: a@example.org\n${text}`);
    expectRun(await run(['encrypt', 'm.eml', '--bundle', vendor.dir], { cwd }), {
      status: 0,
      stderr: warning,
    });
    writeFileSync(join(cwd, 'm.eml'), `From: a@example.org\n\n${text}`);
    const other = await run(['encrypt', '-f', 'm.eml', '--bundle', vendor.dir], { cwd });
    expect(other.stderr).not.toMatch(warning);
  });

  it.skipIf(process.platform === 'win32')(
    'says under which name an attachment goes, where it is changed',
    async () => {
      writeFileSync(join(cwd, 'r.md'), 'report\n');
      writeFileSync(join(cwd, 'a\\b.txt'), 'a');
      writeFileSync(join(cwd, 'c.txt'), 'c');
      const args = ['encrypt', '--email', 'r.md', 'a\\b.txt', 'c.txt', '--bundle', vendor.dir];
      const { stderr } = await run(args, { cwd });
      expect(stderr).toMatch(/^codeship-sec: a\\b\.txt goes with the mail under the name a_b\.txt$/m);
      expect(stderr).not.toContain('c.txt goes');
    },
  );
});
