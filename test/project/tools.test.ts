import { afterEach, describe, expect, it, vi } from 'vitest';
import { findTool } from '../support/find-tool.js';
import { requireTool } from '../support/tools.js';

describe('requireTool', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('fails where CI is set and the program is missing', () => {
    vi.stubEnv('CI', 'true');
    expect(() => requireTool('no-such-program')).toThrow('no-such-program is not installed');
  });

  it('says what is missing and skips elsewhere', () => {
    vi.stubEnv('CI', '');
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(requireTool('no-such-program')).toBe(false);
    expect(write).toHaveBeenCalledWith(expect.stringMatching(/^SKIPPED: no-such-program is not installed/));
    write.mockRestore();
  });

  it('finds programs on the PATH, not folders or files that cannot be run', () => {
    expect(findTool('npm')).toMatch(/npm/);
    vi.stubEnv('PATH', import.meta.dirname);
    expect(findTool('tools.test.ts')).toBeUndefined();
  });
});
