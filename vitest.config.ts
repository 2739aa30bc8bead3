import { defineConfig } from 'vitest/config';

/** The two steps: `npm test` runs what is called `x.test.ts`, and `npm run test:full` what is called `x.full.test.ts`. */
const FAST = 'test/**/*.test.ts';
const FULL = 'test/**/*.full.test.ts';

export default defineConfig({
  // as the build does
  define: { __VERSION__: JSON.stringify('0.0.0-test'), __OPENPGP_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // most tests wait for a program that they run: as many at a time as there are processors
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'fast', include: [FAST], exclude: [FULL] } },
      { extends: true, test: { name: 'full', include: [FULL] } },
    ],
  },
});
