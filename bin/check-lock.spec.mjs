import { describe, expect, it } from 'vitest';
import { faultsOf } from './check-lock.mjs';

const whole = { version: '1.0.0', integrity: 'sha512-x' };

describe('the check of the lock file', () => {
  it('is content with what is whole', () => {
    const packages = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { ...whole, dependencies: { b: '1', c: '1' } },
      'node_modules/a/node_modules/b': { ...whole, dependencies: { c: '1' } },
      'node_modules/c': whole,
    };
    expect(faultsOf({ packages })).toEqual([]);
  });

  it('names a build for a platform that was silently left out', () => {
    const packages = { '': {}, 'node_modules/swc': { ...whole, optionalDependencies: { 'swc-darwin': '1' } } };
    expect(faultsOf({ packages })).toEqual(['node_modules/swc asks for swc-darwin, which is missing.']);
  });

  it('names what has no checksum or is tied to an address', () => {
    const packages = { 'node_modules/a': { version: '1.0.0', resolved: 'https://packages.example/a.tgz' } };
    expect(faultsOf({ packages })).toEqual([
      'node_modules/a has no checksum.',
      'node_modules/a is tied to an address.',
    ]);
  });
});
