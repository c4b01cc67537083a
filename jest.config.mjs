// Jest in ES modules: run through `npm test`, or `node --experimental-vm-modules node_modules/jest/bin/jest.js --selectProjects unit src/missions`.
const shared = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/bin'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', tsx: true, decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            react: { runtime: 'automatic', importSource: 'preact' },
          },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // The setup file imports reflect-metadata, @nestjs/common and @nestjs/core: a CommonJS package that
  // requires Nest while it is still linking fails with "Cannot require() ES Module in a cycle".
  setupFiles: ['<rootDir>/test/support/setup.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/support/no-network.mjs'],
};

const withDatabase = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

export default {
  maxWorkers: 2,
  // Jest takes no such limit per project. A browser on a busy machine needs the time; a unit never comes near it.
  testTimeout: 90_000,
  // Modules of a finished file stay in a worker's memory: it begins anew before the machine feels it.
  workerIdleMemoryLimit: '800MB',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}', '<rootDir>/bin/**/*.spec.mjs'],
    },
    {
      ...shared,
      ...withDatabase,
      displayName: 'database',
      testMatch: ['<rootDir>/test/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/'],
    },
    {
      ...shared,
      ...withDatabase,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/**/*.test.{ts,tsx}'],
    },
  ],
};
