import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { ConfigSchema, readConfig } from './config.js';

describe('settings', () => {
  it('have defaults that serve on localhost', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      BASE_URL: 'http://localhost:3000',
      WORKER: 'inline',
    });
  });

  it('name the wrong one in a line', () => {
    expect(() => readConfig({ PORT: 'eighty' })).toThrow(
      /^Setting PORT is wrong: must be a whole number from 0 to 65535\.$/,
    );
    expect(() => readConfig({ BASE_URL: 'https://house.example/entente' })).toThrow(
      /^Setting BASE_URL is wrong: must be an address without a path/,
    );
    expect(readConfig({ BASE_URL: 'https://house.example/' }).BASE_URL).toBe('https://house.example');
    expect(() => readConfig({ DATABASE_URL: 'mysql://x' })).toThrow(
      /Setting DATABASE_URL is wrong: must be an address/,
    );
  });

  it('take an empty setting as absent', () => {
    expect(readConfig({ PORT: ' ' }).PORT).toBe(3000);
  });

  it('stand in the README, every one', () => {
    const readme = readFileSync('README.md', 'utf8');
    for (const name of Object.keys(ConfigSchema.shape)) expect(readme).toContain(`\`${name}\``);
  });
});
