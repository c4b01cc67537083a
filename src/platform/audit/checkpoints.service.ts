import { Inject, Injectable, Logger } from '@nestjs/common';
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { keptSecret } from '../secrets/key-file.js';
import { AuditChain, type Head } from './audit-chain.service.js';
import type { Fault } from './chain.rules.js';

interface Checkpoint extends Head {
  institution: string;
  at: string;
}

/**
 * The head of each chain, signed and written outside the database: whoever owns the database can rewrite a chain or cut its
 * end, but not what was said about it before.
 */
@Injectable()
export class Checkpoints {
  private readonly log = new Logger('audit');
  private readonly folder: string;
  private key: KeyObject | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
    private readonly chain: AuditChain,
  ) {
    this.folder = join(config.VAR_DIR, 'audit');
  }

  /** Signs the head as it is now: a line in `audit/checkpoints.jsonl`, and the same in the log. */
  async write(): Promise<void> {
    const head = await this.db.read(() => this.chain.head());
    if (head.number === 0) return;
    const { number, mac } = head;
    const said = { institution: Current.institutionId, number, mac, at: Temporal.Now.instant().toString() };
    const line = JSON.stringify({
      ...said,
      signature: sign(null, bytesOf(said), this.signingKey()).toString('base64url'),
    });
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await appendFile(join(this.folder, 'checkpoints.jsonl'), `${line}\n`, { mode: 0o600 });
    this.log.log(line);
  }

  /** Compares every checkpoint of the institution with the chain. @returns how many there are, and the first that does not hold */
  async verify(): Promise<{ checkpoints: number; fault: Fault | null }> {
    const text = await readFile(join(this.folder, 'checkpoints.jsonl'), 'utf8').catch(() => '');
    let checkpoints = 0;
    for (const line of text.split('\n').filter(Boolean)) {
      const { signature, ...said } = JSON.parse(line) as Checkpoint & { signature: string };
      if (said.institution !== Current.institutionId) continue;
      checkpoints += 1;
      const isOurs = verify(
        null,
        bytesOf(said),
        createPublicKey(this.signingKey()),
        Buffer.from(signature, 'base64url'),
      );
      const link = await this.db.read(() => this.chain.link(said.number));
      if (!isOurs || link?.mac !== said.mac) return { checkpoints, fault: { number: said.number, kind: 'checkpoint' } };
    }
    return { checkpoints, fault: null };
  }

  private signingKey(): KeyObject {
    this.key ??= createPrivateKey(
      keptSecret(this.config.VAR_DIR, 'audit-ed25519.pem', () =>
        generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      ),
    );
    return this.key;
  }
}

function bytesOf({ institution, number, mac, at }: Checkpoint): Buffer {
  return Buffer.from([institution, number, mac, at].join('\n'));
}
