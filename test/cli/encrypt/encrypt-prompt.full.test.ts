import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atPrompt } from '../../support/prompt.js';
import { reporter } from '../../support/reporter.js';
import { requireTool } from '../../support/tools.js';

const me = reporter();
const ask = (what: string, answer?: string) =>
  atPrompt(me.cwd, me.args('report', '--sign-with', 'me.key'), what, answer);
const SIGNALS = [
  ...['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTRAP', 'SIGABRT', 'SIGUSR1', 'SIGUSR2', 'SIGALRM'],
  ...['SIGTERM', 'SIGXCPU', 'SIGVTALRM', 'SIGPROF', 'SIGSYS'],
  ...(process.platform === 'linux' ? ['SIGIO', 'SIGPWR'] : []),
];

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))(
  'the question for a pass phrase',
  () => {
    it.each(SIGNALS)('%s ends the program and leaves the terminal as it was', (signal) => {
      expect(ask(signal)).toEqual({ asking: false, ended: true, by: signal });
      expect(readdirSync(me.cwd)).not.toContain('report.asc');
    });

    it.each([
      ['SIGTSTP', 'SIGTSTP'],
      ['Ctrl-Z', '1a'],
    ])('%s stops it with the terminal as it was; then it asks again', (_, what) => {
      const signed = { asking: false, stopped: true, again: false, ended: true, by: 0 };
      expect(ask(what, 'sesame')).toEqual(signed);
      expect(readdirSync(me.cwd)).toContain('report.asc');
    });
  },
);
