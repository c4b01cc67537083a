import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInstalled } from './install.mjs';

describe('whether the packages are installed', () => {
  let folder;
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/elsewhere': { version: '1.0.0', integrity: 'x', optional: true },
    'node_modules/tool': { version: '1.0.0', integrity: 'x', dev: true },
  };
  const { 'node_modules/a': a, 'node_modules/tool': tool } = wanted;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'entente-install-'));
    mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
    writeFileSync(join(folder, 'node_modules', '.bin', 'node'), '');
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const installed = (packages) =>
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));

  it('is not so on a clean clone', () => expect(isInstalled(folder, { dev: false })).toBe(false));

  it('is so without the packages of other platforms', () => {
    installed({ 'node_modules/a': a, 'node_modules/tool': tool });
    expect(isInstalled(folder, { dev: true })).toBe(true);
  });

  it('asks for the tools only where they are needed', () => {
    installed({ 'node_modules/a': a });
    expect(isInstalled(folder, { dev: false })).toBe(true);
    expect(isInstalled(folder, { dev: true })).toBe(false);
  });

  it('is no longer so when the lock file moved on', () => {
    installed({ 'node_modules/a': { ...a, version: '0.9.0' }, 'node_modules/tool': tool });
    expect(isInstalled(folder, { dev: true })).toBe(false);
  });

  it('is not so when our Node is missing', () => {
    installed({ 'node_modules/a': a, 'node_modules/tool': tool });
    rmSync(join(folder, 'node_modules', '.bin', 'node'));
    expect(isInstalled(folder, { dev: true })).toBe(false);
  });
});
