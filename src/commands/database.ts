import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../platform/config/config.js';
import { migrate } from '../platform/database/migrate.js';
import { attachEmbedded, startEmbedded } from '../platform/postgres/embedded.js';
import { keptSecret } from '../platform/secrets/key-file.js';

export interface ReadyDatabase {
  /** The settings with the login of the application filled in. */
  config: Config;
  ownerUrl: string | null;
  applied: string[];
  stop: () => Promise<void>;
}

/**
 * Starts the embedded server unless DATABASE_URL names one, migrates, and returns the application's own login.
 * @param options.attach joins the embedded server of a running Entente instead of being refused
 */
export async function openDatabase(config: Config, options: { attach?: boolean } = {}): Promise<ReadyDatabase> {
  const directory = join(config.VAR_DIR, 'postgres');
  const embedded = config.DATABASE_URL
    ? null
    : ((options.attach ? await attachEmbedded({ directory }) : undefined) ??
      (await startEmbedded({ directory, durable: true })));
  const ownerUrl = config.DATABASE_URL ?? embedded!.url;
  const stop = async () => embedded?.stop();
  try {
    if (config.DATABASE_APP_URL && config.DATABASE_URL === undefined) {
      return { config, ownerUrl: null, applied: [], stop };
    }
    const appPassword = config.DATABASE_APP_URL
      ? decodeURIComponent(new URL(config.DATABASE_APP_URL).password)
      : keptSecret(config.VAR_DIR, 'app-password', () => randomBytes(24).toString('hex'));
    const { appUrl, applied } = await migrate({ ownerUrl, appPassword });
    return { config: { ...config, DATABASE_APP_URL: config.DATABASE_APP_URL ?? appUrl }, ownerUrl, applied, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
