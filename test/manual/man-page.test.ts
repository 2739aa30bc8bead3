import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandDeclaration } from '../../src/declared/declaration.js';
import { manName, manPage } from '../../src/manual/man-page.js';
import { ENVIRONMENT } from '../../src/manual/surroundings.js';
import { allVerbs } from '../support/program.js';
import { root } from '../support/run.js';

const made: CommandDeclaration = {
  path: 'frame',
  summary: 'hang a picture',
  description: 'Hangs PICTURE. Not with a nail: C:\\nails has none. --height counts from the floor.',
  details: ['.so /etc/passwd'],
  examples: [['codeship-sec frame --height 6 Op \\n', "'so it is' said"]],
  json: false,
  arguments: [{ name: 'picture', required: true, many: true }],
  options: [{ long: '--top-height', short: '-t', value: 'feet', default: '5', text: 'how high' }],
};

describe('a man page', () => {
  const page = manPage(made, '1.2.3', new Date('2026-03-04T23:00:00Z'));

  it('has the title, the date and the version', () => {
    expect(page).toMatch(/^\.Dd March 4, 2026\n\.Dt FRAME 1\n\.Os codeship-sec 1\.2\.3\n/);
    expect(page).toContain('.Nm codeship-sec-frame\n.Nd hang a picture\n');
  });

  it('has the command line and every option', () => {
    expect(page).toContain('.Nm codeship-sec frame\n.Op Fl t Ar feet\n.Op Ar options\n.Ar picture ...\n');
    expect(page).toContain('.It Fl t , Fl \\-top\\-height Ar feet\nHow high (default: 5).\n');
    expect(page).toContain('.It Fl q , Fl \\-quiet\n');
  });

  it('begins a line with each sentence, and no line of text is a request', () => {
    expect(page).toContain(
      'Hangs PICTURE.\nNot with a nail: C:\\enails has none.\n\\-\\-height counts from the floor.\n.Pp\n\\&.so /etc/passwd\n',
    );
    expect(page).toContain("\\&'so it is' said:\n.Pp\n.Dl codeship\\-sec frame \\-\\-height 6 \\&Op \\en\n");
  });

  it('names the statuses that the command can end with', () => {
    const statuses = [...page.matchAll(/^\.It (\d+)$/gm)].map(([, one]) => Number(one));
    expect(statuses).toEqual([0, 2, 41, 61, 70, 74, 103]);
  });
});

describe('the man pages', () => {
  it('are made by the build, one for the program and one for each command, and installed with it', () => {
    const names = allVerbs().map(({ command }) => `${manName(command)}.1`);
    expect(readdirSync(join(root, 'dist/man')).sort()).toEqual(names.toSorted());
    const { man } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(man).toEqual(names.map((name) => `./dist/man/${name}`));
  });

  it('have a head of one form, and no line of the source is too long', () => {
    for (const { path, command } of allVerbs()) {
      const page = readFileSync(join(root, 'dist/man', `${manName(command)}.1`), 'utf8');
      const head = path.length === 0 ? 'CODESHIP-SEC' : path.join('-').toUpperCase();
      expect(page).toContain(`\n.Dt ${head} 1\n`);
      expect(
        page.split('\n').filter((line) => line.length > 80),
        head,
      ).toEqual([]);
    }
  });

  it('end no question with a colon', () => {
    for (const name of readdirSync(join(root, 'dist/man')))
      expect(readFileSync(join(root, 'dist/man', name), 'utf8'), name).not.toMatch(/\?:$/m);
  });

  it('explain every variable of ours that the source reads', () => {
    const named = new Set(ENVIRONMENT.flatMap(({ name }) => name.split(', ')));
    // by these a terminal, a locale or a system says what it is
    const system =
      /^(CI|TMUX|STY|WT_SESSION|KONSOLE_VERSION|DOMTERM|WEZTERM_PANE|VTE_VERSION|TERM_PROGRAM|LC_ALL|LC_CTYPE|LANG|PATH|HOME)$/;
    const read = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(root, 'src', name), 'utf8').matchAll(/\benv\.([A-Z_]{2,})/g)])
      .map(([, name = '']) => name);
    expect(read).toContain('CODESHIP_SEC_BUNDLE');
    expect([...new Set(read)].filter((name) => !named.has(name) && !system.test(name))).toEqual([]);
  });
});
