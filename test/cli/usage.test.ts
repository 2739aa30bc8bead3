import { describe, expect, it } from 'vitest';
import { expectRun, run } from '../support/run.js';

describe('a command that is not there', () => {
  it.each([
    ['shwo --help', "unknown command 'shwo'", 'codeship-sec show --help'],
    ['nonsense --help', "unknown command 'nonsense'", 'codeship-sec --help'],
    ['help nonsense', "unknown command 'nonsense'", 'codeship-sec --help'],
    ['help key exprot', "unknown command 'exprot'", 'codeship-sec key export --help'],
    ['key --bundle export exprot', "unknown command 'exprot'", 'codeship-sec key --bundle export export'],
    ['--json', 'a command is missing', 'codeship-sec --help'],
    ['-q', 'a command is missing', 'codeship-sec --help'],
    ['--color never', 'a command is missing', 'codeship-sec --help'],
  ])('%s: 2, and what to type instead', async (line, message, hint) => {
    const result = await run(line.split(' '));
    expect(result.status).toBe(2);
    expect(result.stderr).toContain(`codeship-sec: error: ${message}\n`);
    expect(result.stderr).toContain(`codeship-sec: hint: ${hint}\n`);
  });
});

describe('help of a command', () => {
  it.each([
    ['help key export', 'key export --help'],
    ['--help show', 'show --help'],
    ['-h key', 'key --help'],
    ['help', '--help'],
  ])('%s is %s', async (line, same) => {
    const [one, other] = await Promise.all([run(line.split(' ')), run(same.split(' '))]);
    expectRun(one, { status: 0, stdout: other.stdout, stderr: '' });
  });
});
