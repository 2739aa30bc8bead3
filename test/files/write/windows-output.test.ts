import { describe, expect, it } from 'vitest';
import { resolveOutput } from '../../../src/files/write/destination.js';

const resolve = (path: string) => resolveOutput(path, { force: false, inputs: [] }, 'win32');

describe('an output on Windows', () => {
  it('is written straight to a device, as its own path names it', async () => {
    expect(await resolve('nul')).toEqual({ target: '\\\\.\\NUL', existing: undefined, device: true });
    expect(await resolve('CON.asc')).toMatchObject({ target: '\\\\.\\CON', device: true });
  });

  it.each([
    ['p.txt:stream', /^cannot write p\.txt:stream: what is behind the colon is a hidden stream/],
    ['report.txt.', /^cannot write report\.txt\.: Windows leaves out the blanks and full stops at the end/],
    ['report.txt ', /^cannot write report\.txt : Windows leaves out/],
  ])('%j is refused, and why', async (path, message) => {
    await expect(resolve(path)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(message),
      next: [{ advice: 'name another output with -o' }],
    });
  });

  it('is a file by any other name', async () => {
    expect(await resolve('nulled.txt')).toEqual({ target: 'nulled.txt', existing: undefined, device: false });
  });
});
