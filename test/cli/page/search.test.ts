import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { expectRun, launcher, run, scrubbed } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';

describe('search', () => {
  const bundle = pageBundles();

  it('exits 1 when nothing is found, with [] as JSON', async () => {
    expectRun(await run(['search', 'nosuchword']), {
      status: 1,
      stdout: '',
      stderr: 'codeship-sec: no section holds nosuchword\ncodeship-sec: hint: codeship-sec toc\n',
    });
    expectRun(await run(['search', 'nosuchword', '--json']), { status: 1, stdout: '[]\n', stderr: '' });
    expectRun(await run(['search', 'ssh', 'nosuchword', '-q']), { status: 1, stdout: '', stderr: '' });
  });

  it('refuses an empty term, a bad pattern, and a pattern without end', async () => {
    expectRun(await run(['search']), { status: 2, stdout: '' });
    expectRun(await run(['search', ' ']), { status: 2, stdout: '', stderr: /a term to search for is empty/ });
    expectRun(await run(['search', '--regex', '(']), {
      status: 2,
      stdout: '',
      stderr: /the pattern \( cannot be read: unterminated group/,
    });
    const dir = bundle(`${'a'.repeat(80)}!\n`);
    expectRun(await run(['search', '--regex', '^(a+)+$', '--bundle', dir]), {
      status: 2,
      stdout: '',
      stderr: /takes longer than 2 seconds on this page and was stopped/,
    });
  });

  it.skipIf(process.platform === 'win32').each(['SIGHUP', 'SIGINT', 'SIGTERM', 'SIGUSR1'] as const)(
    '%s ends a pattern that takes its time, at once',
    async (signal) => {
      const dir = bundle(`${'a'.repeat(80)}!\n`);
      const args = [launcher, 'search', '--regex', '^(a+)+$', '--bundle', dir];
      const child = spawn(process.execPath, args, { env: scrubbed(), stdio: 'ignore' });
      const ended = once(child, 'exit');
      await setTimeout(1_000);
      child.kill(signal);
      expect(await ended).toEqual([null, signal]);
    },
  );

  it('prints number, title, id and the sentences', async () => {
    expectRun(await run(['search', 'Heroku']), {
      status: 0,
      stdout: '4  What Services Does Codeship Use? (what-services-does-codeship-use)\n     - Heroku\n',
      stderr: '',
    });
    expectRun(await run(['search', '--regex', 'audits?\\b', 'external parties']), {
      status: 0,
      stdout: /^6 {2}Does Codeship Conduct External Security Audits\? \(does-.*\)\n {5}Yes, from time/,
      stderr: '',
    });
  });

  it('marks the address that is not the one the link goes to', async () => {
    expect((await run(['search', 'contact@'])).stdout).toMatch(
      /contact@codeship\.com \[warning: this link goes elsewhere, to <security@codeship\.com>\]/,
    );
  });

  it('highlights only with colour', async () => {
    expect((await run(['search', 'heroku', '--color', 'always'])).stdout).toContain(
      '\u001b[1;4mHeroku\u001b[0m',
    );
    expect((await run(['search', 'heroku'])).stdout).not.toContain('\u001b');
  });

  it('as JSON has the shape that is documented, with offsets into the text', async () => {
    const hits = JSON.parse((await run(['search', 'code', '--json'])).stdout);
    expectSchema('search', hits);
    expect(hits.length).toBeGreaterThan(3);
    for (const { matches } of hits) {
      for (const { text, ranges } of matches) {
        for (const [start, end] of ranges) expect(text.slice(start, end)).toMatch(/code/i);
      }
    }
    expect(hits[0]).toMatchObject({ number: 0, id: 'intro', title: 'Introduction' });
  });

  it('finds the title of the page, and none of the words that the program puts beside links', async () => {
    const dir = bundle(
      '# Anvil Guide\n\na [b@c.example](mailto:d@e.example) [f](#f) ![g](h.png)\n\n## F\n\n[image] <section>\n',
    );
    const search = (...terms: string[]) => run(['search', ...terms, '--bundle', dir]);
    expectRun(await search('anvil'), { status: 0, stdout: '0  Introduction (intro)\n     Anvil Guide\n' });
    for (const term of ['warning', 'elsewhere', 'section 1'])
      expectRun(await search(term), { status: 1, stdout: '' });
    expectRun(await search('--regex', 'go.s else'), { status: 1, stdout: '' });
    expectRun(await search('d@e.example'), { status: 0, stdout: /goes elsewhere, to <d@e\.example>/ });
    expectRun(await search('image'), { status: 0, stdout: /^1 {2}F \(f\)\n.*\n$/ });
  });

  it('what a page holds cannot act on the terminal', async () => {
    const dir = bundle('Hi \u001b[2J\u202egnp\u0007 word.\n\n## T \u001b]0;x\u0007 word\n');
    const { stdout, status } = await run(['search', 'word', '--bundle', dir, '--color', 'never']);
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(stdout).toContain('\\u001b[2J\\u202egnp\\u0007');
  });
});
