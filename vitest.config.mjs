// Tests run in Vitest: through `npm test`, or `npx vitest run --project unit src/missions`. Why not in Jest: docs/decisions/tests-in-vitest.md.
import { transform } from '@swc/core';
import { defineConfig } from 'vitest/config';
import { swcOptions } from './bin/build.mjs';
import { LongestFirst } from './test/support/longest-first.mjs';

/** Compiles as the build does, with the decorators' metadata: tests run what the product runs. */
const compiler = {
  name: 'entente:swc',
  enforce: 'pre',
  async transform(code, id) {
    const [filename] = id.split('?');
    return /\.tsx?$/.test(filename) ? transform(code, { ...swcOptions, filename }) : undefined;
  },
};

const globalSetup = 'test/support/database-server.mjs';

export default defineConfig({
  plugins: [compiler],
  oxc: false,
  test: {
    // The application is linked once in each of the two processes, not once in each of two hundred files.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // A browser on a busy machine needs the time; a unit never comes near it.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    setupFiles: 'test/support/no-network.mjs',
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.spec.{ts,tsx}', 'bin/**/*.spec.mjs'] } },
      {
        extends: true,
        test: { name: 'database', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/browser/**'], globalSetup },
      },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.{ts,tsx}'], globalSetup } },
    ],
  },
});
