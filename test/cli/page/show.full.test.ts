import { describe, it } from 'vitest';
import { expectRun, root, run } from '../../support/run.js';
import { makeVendor, writeBundle } from '../../support/vendor.js';

describe('show', () => {
  it('refuses a page that is nested too deeply, as toc and search do: 41, and the file is named', async () => {
    const { dir, certificate, fingerprint } = await makeVendor({ type: 'ecc' });
    for (const page of [
      `${'- '.repeat(800)}x`,
      `${'>'.repeat(1600)} x`,
      `${'*'.repeat(3000)}a${'*'.repeat(3000)}`,
    ]) {
      writeBundle(dir, { certificate, fingerprint }, { page: { file: 'deep.md' } }, { 'deep.md': page });
      for (const command of [['show'], ['show', '--format', 'html'], ['toc'], ['search', 'x']]) {
        expectRun(await run([...command, '--bundle', dir]), {
          status: 41,
          stdout: '',
          stderr:
            /^codeship-sec: error: \S+bundle\.json: page\.file deep\.md: line 1 of the page begins text that is nested more than 100 times\ncodeship-sec: nest its lists, quotations and emphasis less deeply\ncodeship-sec: hint: codeship-sec bundle check \S+\n$/,
        });
      }
    }
  });

  it('prints the same bytes from the compiled page and from the page itself', async () => {
    for (const args of [
      ['show'],
      ['show', '--format', 'pretty', '--color', 'always'],
      ['show', '--json'],
      ['show', '--format', 'html'],
      ['show', '--format', 'markdown'],
      ['toc', '--json'],
      ['toc'],
      ['search', 'ssh', '--json'],
    ]) {
      const compiled = await run(args);
      const full = await run([...args, '--bundle', `${root}/data`]);
      expectRun(full, { status: 0, stdout: compiled.stdout, stderr: '' });
    }
  });
});
