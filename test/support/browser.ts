import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './chromium.mjs';

/** A real Chromium that talks to this machine alone. Close it in afterAll. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: [
      ...(isRoot ? ['--no-sandbox'] : []),
      '--no-first-run',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}
