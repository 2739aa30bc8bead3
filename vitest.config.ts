import { defineConfig } from 'vitest/config';

export default defineConfig({
  // as the build does
  define: { __VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // most tests wait for a program that they run: as many at a time as there are processors
    maxWorkers: '100%',
  },
});
