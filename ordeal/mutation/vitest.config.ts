import { defineConfig, mergeConfig } from 'vitest/config';
import project from '../../vitest.config.js';

/** The folders whose fast tests are run, separated by commas. */
const FOLDERS = (process.env.MUTATION_TESTS ?? 'test/pgp/**,test/mail/**').split(',');

const { projects: _, ...test } = project.test ?? {};

export default mergeConfig(
  { define: project.define },
  defineConfig({
    test: {
      ...test,
      root: process.cwd(),
      include: FOLDERS.map((folder) => `${folder}/*.test.ts`),
      exclude: ['**/*.full.test.ts', '**/node_modules/**'],
    },
  }),
);
