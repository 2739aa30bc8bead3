import { describe, expect, it } from 'vitest';
import { type Field, renderFields } from '../../../src/output/layout/fields.js';

const FOUR = '0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567';
const PATH = '/home/me and you/a folder/report.txt';
const URL = `https://example.com/${'long/'.repeat(12)}key.asc`;
const FIELDS: Field[] = [
  ['Fingerprint', FOUR],
  ['Can encrypt today', `yes, as stored in ${PATH}, from ${URL}`],
];

const draw = (columns: number | undefined, accessible = false) =>
  renderFields(FIELDS, { columns, color: false, accessible }, [PATH]);

describe('labelled lines', () => {
  it('are not wrapped where there is no terminal', async () => {
    const words = `Can encrypt today  yes, as stored in ${PATH}, from ${URL}`;
    expect(await draw(undefined)).toBe(`Fingerprint        ${FOUR}\n${words}\n`);
  });

  it.each([20, 30, 40, 49, 50, 51, 60, 67, 68, 80, 120])(
    'break no fingerprint, path or URL at %s cells',
    async (columns) => {
      const lines = (await draw(columns)).split('\n');
      for (const whole of [FOUR, PATH, URL]) {
        const line = lines.find((one) => one.includes(whole)) ?? '';
        expect(line, whole).toContain(whole);
        // nor does the terminal, where it has the room
        if (whole.length < columns) expect(line.length, whole).toBeLessThanOrEqual(columns);
      }
      for (const line of lines)
        if (line.length > columns) expect(line.trim()).toMatch(/^(0123|\/home|https)/);
    },
  );

  it('have no columns where they are read aloud', async () => {
    expect(await draw(40, true)).toBe(
      `Fingerprint: ${FOUR}\nCan encrypt today: yes, as stored in ${PATH}, from ${URL}\n`,
    );
  });
});
