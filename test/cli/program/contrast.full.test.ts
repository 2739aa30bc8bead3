import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrast, PALETTES, styleContrast } from '../../support/palettes.js';
import { emptyFolder, run } from '../../support/run.js';
import { makeVendor, writeBundle } from '../../support/vendor.js';

/** What text of any size needs (WCAG 2.2, 1.4.3). */
const LEAST = 4.5;

const PAGE = `---
title: Styles
---
*a* **b** ***c*** \`d\` ~~e~~ <kbd>f</kbd> [g](https://example.com/) ![h](i.png) [x@example.com](mailto:y@example.com)

## Two

> quoted *text*

- item
  1. inner

| head | \`code\` |
| ---- | ---- |
| **cell** | two |

---

    code block

### Three
`;

/** Every style that the program gives a text, and the commands that do. */
async function stylesUsed(): Promise<Map<string, string>> {
  const cwd = emptyFolder();
  const { certificate, fingerprint } = await makeVendor();
  writeBundle(join(cwd, 'own'), { certificate, fingerprint });
  writeFileSync(join(cwd, 'own', 'page.md'), PAGE);
  mkdirSync(join(cwd, 'folder'));
  writeFileSync(join(cwd, 'report.txt'), 'a report\n');
  const lines = [
    'show',
    'toc',
    'search a',
    'search codeship',
    'key',
    'contact',
    'key check',
    '--help',
    'show --help',
  ];
  const failing = [
    'nonsense',
    'encrypt folder',
    'encrypt report.txt',
    'verify report.txt',
    'show zz',
    'search zzz',
  ];
  const found = new Map<string, string>();
  for (const line of [...lines, ...failing]) {
    for (const bundle of [[], ['--bundle', 'own']]) {
      const args = [...line.split(' '), ...bundle, '--color', 'always'];
      const { stdout, stderr } = await run(args, { cwd });
      for (const [, style = ''] of `${stdout}${stderr}`.matchAll(/\u001b\[([\d;]*)m/g))
        found.set(style, line);
    }
  }
  return found;
}

describe('every style of the program', () => {
  it('can be read on black and on white', async () => {
    const styles = await stylesUsed();
    for (const style of ['1', '4', '1;4', '0']) expect([...styles.keys()]).toContain(style);
    for (const [style, line] of styles) {
      expect(style, line).toMatch(/^[\d;]*$/);
      for (const palette of PALETTES) {
        expect(
          styleContrast(style, palette),
          `${style} of "${line}", ${palette.name}`,
        ).toBeGreaterThanOrEqual(LEAST);
      }
    }
  }, 120_000);

  it('is bold or underlined, as no named colour is read everywhere', () => {
    const named = [...Array(8).keys()].flatMap((at) => [30 + at, 90 + at]);
    const everywhere = named.filter((code) =>
      PALETTES.every((palette) => styleContrast(String(code), palette) >= LEAST),
    );
    expect(everywhere).toEqual([]);
    // nor is what is dim
    expect(PALETTES.some((palette) => styleContrast('2', palette) < LEAST)).toBe(true);
  });

  it('is measured as WCAG does', () => {
    expect(contrast('000000', 'ffffff')).toBeCloseTo(21, 5);
    expect(contrast('777777', 'ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('cdcd00', 'ffffff')).toBeLessThan(1.8);
  });
});
