import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { takeAway } from '../../support/memory.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let cwd: string;
/** The only place for our copy. */
let temporary: string;

beforeAll(async () => {
  vendor = await makeVendor();
});

beforeEach(() => {
  cwd = emptyFolder();
  temporary = emptyFolder();
});

/** An editor: a shell script that gets the file as `$1`, and notes where it was and who could read it. */
function editor(script: string): string {
  const path = join(emptyFolder(), 'my editor');
  writeFileSync(path, `#!/bin/sh\nls -ldn "$(dirname "$1")" "$1" > '${cwd}/.seen'\n${script}\n`);
  chmodSync(path, 0o755);
  return `'${path}'`;
}

const SLOW = 'sleep 0.6';
const WRITES = `printf 'It breaks.\\n' >> "$1"`;

const edit = (script: string, args: readonly string[] = [], env: Record<string, string> = {}) =>
  run(['encrypt', '--edit', ...args, '--bundle', vendor.dir], {
    cwd,
    env: { EDITOR: editor(script), TMPDIR: temporary, ...env },
  });

const left = () => readdirSync(temporary).filter((name) => !name.startsWith('codeship-sec-test-'));
const text = async (name: string) =>
  (await openMessage(readFileSync(join(cwd, name)), vendor.privateKey)).data.toString();

describe.skipIf(process.platform === 'win32')('encrypt --edit', () => {
  it('encrypts what was written into the template, and leaves no copy', async () => {
    const result = await edit(WRITES);
    expectRun(result, {
      status: 0,
      stdout: '',
      stderr:
        /^codeship-sec: wrote report.md.asc .*\n[\s\S]*no copy of the text is left that you could read: --encrypt-to-self would make one\n$/,
    });
    expect(await text('report.md.asc')).toBe(
      '# Security report for Example\n\n- To: security@example.com\n\n## Not to be passed on\n\nIt breaks.\n',
    );
    const [folder, file] = readFileSync(join(cwd, '.seen'), 'utf8').split('\n');
    expect([folder?.slice(0, 10), file?.slice(0, 10)]).toEqual(['drwx------', '-rw-------']);
    const path = file?.slice(file.indexOf('/')) ?? '';
    expect(existsSync(dirname(path))).toBe(false);
    expect(left()).toEqual([]);
  });

  it('edits a copy of a file, which stays as it is', async () => {
    writeFileSync(join(cwd, 'draft.txt'), 'draft\n');
    expectRun(await edit(WRITES, ['draft.txt']), { status: 0 });
    expect(readFileSync(join(cwd, 'draft.txt'), 'utf8')).toBe('draft\n');
    expect(await text('draft.txt.asc')).toBe('draft\nIt breaks.\n');
    expectRun(await edit(SLOW, ['draft.txt', '-f']), { status: 0 });
    expect(await text('draft.txt.asc')).toBe('draft\n');
  });

  it.each([
    ['there', WRITES, false],
    ['before', SLOW, true],
  ])(
    'leaves out of a printed template what stays empty, filled in %s, and names the file that stays',
    async (_when, script, before) => {
      const { stdout } = await run(['report', '--bundle', vendor.dir]);
      const printed = before ? `${stdout}It breaks.\n` : stdout;
      writeFileSync(join(cwd, 'r.md'), printed);
      const { status, stderr } = await edit(script, ['r.md']);
      expect(status).toBe(0);
      expect(await text('r.md.asc')).toBe(
        '# Security report for Example\n\n- To: security@example.com\n\n## Not to be passed on\n\nIt breaks.\n',
      );
      expect(readFileSync(join(cwd, 'r.md'), 'utf8')).toBe(printed);
      expect(stderr).not.toContain('no copy of the text');
      expect(stderr).toMatch(
        before
          ? /keep r\.md: you cannot decrypt the message\n$/
          : /keep r\.md, which is as it was before: no copy of what you changed is left that you could read \(--encrypt-to-self would make one\)\n$/,
      );
    },
  );

  it('does nothing where nothing was written, or the editor is back at once', async () => {
    writeFileSync(join(cwd, 'draft.txt'), 'draft\n');
    expectRun(await edit(SLOW), { status: 1, stderr: /^codeship-sec: error: nothing was filled in/ });
    expectRun(await edit(':', ['draft.txt']), {
      status: 1,
      stderr: /^codeship-sec: error: the editor returned at once[^\n]*\n.*code --wait/,
    });
    expect(readdirSync(cwd).sort()).toEqual(['.seen', 'draft.txt']);
    expect(left()).toEqual([]);
  });

  it('keeps the text of an editor that fails, and says where', async () => {
    const { status, stderr } = await edit(`${WRITES}; exit 3`);
    expect(status).toBe(1);
    const path = /kept, unencrypted, as (\S+)/.exec(stderr)?.[1] ?? '';
    expect(readFileSync(path, 'utf8')).toMatch(/It breaks\.\n$/);
    takeAway(path);
    expect(readdirSync(cwd)).toEqual(['.seen']);
    const nothing = await edit('exit 3');
    expectRun(nothing, { status: 1, stderr: /failed with status 3, so nothing is encrypted\n/ });
    expect(nothing.stderr).not.toContain('kept');
    expectRun(await edit('', [], { EDITOR: '/no/such/editor' }), {
      status: 2,
      stderr: /^codeship-sec: error: there is no editor \/no\/such\/editor\n/,
    });
  });

  it('keeps the message that cannot be put in place, and not the text', async () => {
    const { status, stderr } = await edit(`${WRITES}; echo other > '${cwd}/report.md.asc'`);
    expect(status).toBe(59);
    const path = /the encrypted message is kept, as (\S+)/.exec(stderr)?.[1] ?? '';
    expect((await openMessage(readFileSync(path), vendor.privateKey)).data.toString()).toContain(
      'It breaks.',
    );
    expect(readdirSync(dirname(path))).toHaveLength(1);
    takeAway(path);
    expect(readFileSync(join(cwd, 'report.md.asc'), 'utf8')).toBe('other\n');
  });

  it('checks key and output before the editor opens', async () => {
    mkdirSync(join(cwd, 'report.md.asc'));
    expectRun(await edit(WRITES), { status: 59 });
    expectRun(await edit(WRITES, ['-o', 'gone/out.asc']), { status: 74 });
    expectRun(await edit(WRITES, ['gone.txt']), { status: 61 });
    expect(readdirSync(cwd)).toEqual(['report.md.asc']);
  });

  it('takes the editor as git does: VISUAL first, then EDITOR, with arguments, but VISUAL not on a dumb terminal', async () => {
    const visual = editor(`printf 'by visual\\n' >> "$1"`);
    expectRun(await edit(WRITES, [], { VISUAL: visual, TERM: 'xterm' }), { status: 0 });
    expect(await text('report.md.asc')).toContain('by visual');
    expectRun(await edit(WRITES, ['-f'], { VISUAL: visual, TERM: 'dumb' }), { status: 0 });
    expect(await text('report.md.asc')).toContain('It breaks.');
    const args = `sh -c 'printf "%s\\n" "$1" >> "$2"' - argument`;
    expectRun(await edit('', ['-f'], { EDITOR: args }), { status: 0 });
    expect(await text('report.md.asc')).toMatch(/argument\n$/);
    expectRun(await edit('', [], { EDITOR: '', TERM: 'dumb', VISUAL: 'vi' }), { status: 59 });
    expectRun(await edit('', ['-o', 'x'], { EDITOR: '', TERM: 'dumb', VISUAL: 'vi' }), {
      status: 2,
      stderr: /^codeship-sec: error: this terminal cannot show an editor/,
    });
  });

  it('warns of an editor that keeps copies', async () => {
    const code = join(emptyFolder(), 'code');
    writeFileSync(code, `#!/bin/sh\n${WRITES}\n`);
    chmodSync(code, 0o755);
    expectRun(await edit('', [], { EDITOR: `${code}` }), {
      status: 0,
      stderr: /warning: this editor keeps copies/,
    });
  });

  it('makes a mail with attachments; without --email further files are refused', async () => {
    writeFileSync(join(cwd, 'a.txt'), 'a');
    writeFileSync(join(cwd, 'b.txt'), 'b');
    expectRun(await edit(WRITES, ['a.txt', 'b.txt', '--email', '--from', 'ann@example.org']), { status: 0 });
    expect(existsSync(join(cwd, 'a.txt.eml'))).toBe(true);
    const { stdout } = await run(['report', '--bundle', vendor.dir]);
    writeFileSync(join(cwd, 'r.md'), stdout);
    expectRun(await edit(WRITES, ['r.md', 'b.txt', '--email', '--from', 'ann@example.org']), { status: 0 });
    const [block = ''] = /-----BEGIN[\s\S]*/.exec(readFileSync(join(cwd, 'r.md.eml'), 'utf8')) ?? [];
    const { data } = await openMessage(Buffer.from(block), vendor.privateKey);
    const [, report = ''] = /base64\s+(\S+(?:\r\n\S+)*?)\r\n--/.exec(data.toString()) ?? [];
    expect(Buffer.from(report, 'base64').toString()).toMatch(
      /- To: \S+\n\n## Not to be passed on\n\nIt breaks\.\n$/,
    );
    expectRun(await edit(WRITES, ['a.txt', 'b.txt']), { status: 2, stderr: /--edit takes one file/ });
  });
});
