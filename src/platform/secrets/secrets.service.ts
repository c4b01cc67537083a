import { Inject, Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { masterKey } from './key-file.js';

/** Where a sealed value lives; it opens nowhere else. */
export interface SealedPlace {
  table: string;
  column: string;
  row: string;
}

const NONCE = 12;
const TAG = 16;

/** Field encryption: AES-256-GCM under the institution's data key, bound to tenant, table, column, row and key version. */
@Injectable()
export class SecretsService {
  private readonly master: Buffer;
  private readonly keys = new Map<string, Buffer>();

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly db: Db,
  ) {
    this.master = masterKey(config);
  }

  /** Seals a text for one place; needs an open unit of work that may write. */
  async seal(place: SealedPlace, text: string): Promise<Buffer> {
    const version = 1;
    const key = await this.dataKey(version, true);
    return Buffer.concat([Buffer.from([version]), encrypt(key, Buffer.from(text, 'utf8'), this.bound(place, version))]);
  }

  /** Opens what was sealed for this very place. @throws where it was moved, changed, or another institution's. */
  async open(place: SealedPlace, sealed: Buffer): Promise<string> {
    const version = sealed[0]!;
    return decrypt(await this.dataKey(version, false), sealed.subarray(1), this.bound(place, version)).toString('utf8');
  }

  /** A keyed digest for things derived from a secret, such as a reply address. */
  mac(purpose: string, text: string): string {
    return createHmac('sha256', this.master).update(`${purpose}\0${text}`).digest('base64url');
  }

  private bound(place: SealedPlace, version: number): Buffer {
    return Buffer.from([Current.institutionId, place.table, place.column, place.row, version].join('|'));
  }

  private async dataKey(version: number, mayCreate: boolean): Promise<Buffer> {
    const institutionId = Current.institutionId;
    const kept = this.keys.get(`${institutionId}:${version}`);
    if (kept) return kept;
    const read = () =>
      this.db.rows<{ wrapped: Buffer }>(
        'select wrapped from institution_key where institution_id = $1 and key_version = $2',
        [institutionId, version],
      );
    let [row] = await read();
    if (!row && mayCreate) {
      const wrapped = encrypt(this.master, randomBytes(32), Buffer.from(`${institutionId}|data-key|${version}`));
      await this.db.rows(
        'insert into institution_key (institution_id, key_version, wrapped) values ($1, $2, $3) on conflict do nothing',
        [institutionId, version, wrapped],
      );
      [row] = await read();
    }
    if (!row) throw new Error('The data key of this institution is gone: its sealed values cannot be read.');
    const key = decrypt(this.master, row.wrapped, Buffer.from(`${institutionId}|data-key|${version}`));
    // Kept only once it is certain: a key made in a unit that rolls back never was.
    this.db.afterCommit(() => void this.keys.set(`${institutionId}:${version}`, key));
    return key;
  }
}

/** 256 random bits with a prefix that tells the kind and lets logs redact it. */
export function newToken(prefix: 'ec' | 'ed' | 'ef' | 'er' | 'es' | 'et' | 'ek' | 'ep'): {
  token: string;
  hash: Buffer;
} {
  const token = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

/** By this a token is found; the token itself is not kept in the clear. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function encrypt(key: Buffer, plain: Buffer, bound: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, bound: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(bound)
    .setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
}
