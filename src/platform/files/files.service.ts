import { Inject, Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';
import { createHash, randomUUIDv7 } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { CONFIG, type Config } from '../config/config.js';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { DomainError, NotFound } from '../errors.js';

export class FileRefused extends DomainError {
  constructor(reason: 'empty' | 'too_large' | 'wrong_type', params: Record<string, string | number> = {}) {
    super(`platform.file.${reason}`, params, { status: reason === 'too_large' ? 413 : 422 });
  }
}

export interface StoredFile {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
}

export interface UploadRule {
  /** Media types that are taken, judged by the content. */
  types: readonly string[];
  maxBytes: number;
}

/** Bytes outside the web root under a random id; the row tells what they are. */
@Injectable()
export class FilesService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Db,
  ) {}

  /** Keeps bytes that we made ourselves. Joins the caller's unit of work; a roll-back leaves an unnamed file, never a row without one. */
  async keep(name: string, mediaType: string, bytes: Uint8Array): Promise<StoredFile> {
    const file: StoredFile = {
      id: randomUUIDv7(),
      name,
      mediaType,
      size: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
    await this.write(file.id, bytes);
    await this.db.rows(
      'insert into stored_file (institution_id, id, name, media_type, size, sha256) values ($1, $2, $3, $4, $5, $6)',
      [Current.institutionId, file.id, file.name, file.mediaType, file.size, file.sha256],
    );
    return file;
  }

  /** Keeps what somebody sent, if its content is of an allowed type, whatever its name claims. @throws FileRefused */
  async keepUpload(name: string, bytes: Uint8Array, rule: UploadRule): Promise<StoredFile> {
    if (bytes.byteLength === 0) throw new FileRefused('empty');
    if (bytes.byteLength > rule.maxBytes)
      throw new FileRefused('too_large', { megabytes: Math.floor(rule.maxBytes / 1e6) });
    const type = await fileTypeFromBuffer(bytes);
    if (!type || !rule.types.includes(type.mime)) throw new FileRefused('wrong_type', { types: rule.types.join(', ') });
    return this.keep(name.slice(-200), type.mime, bytes);
  }

  /** The bytes of a file of the current institution, checked against their hash. @throws NotFound */
  async read(id: string): Promise<{ file: StoredFile; bytes: Buffer }> {
    if (!z.uuid().safeParse(id).success) throw new NotFound();
    const [row] = await this.db.rows<{ id: string; name: string; media_type: string; size: number; sha256: string }>(
      'select id, name, media_type, size, sha256 from stored_file where institution_id = $1 and id = $2',
      [Current.institutionId, id],
    );
    if (!row) throw new NotFound();
    const bytes = await readFile(this.path(id));
    if (createHash('sha256').update(bytes).digest('hex') !== row.sha256)
      throw new Error(`The stored file ${id} was altered.`);
    return { file: { id, name: row.name, mediaType: row.media_type, size: row.size, sha256: row.sha256 }, bytes };
  }

  /** Forgets a file that is needed no more: its row now, its bytes once that is certain. */
  async forget(id: string): Promise<void> {
    await this.db.rows('delete from stored_file where institution_id = $1 and id = $2', [Current.institutionId, id]);
    const path = this.path(id);
    this.db.afterCommit(() => rm(path, { force: true }));
  }

  private async write(id: string, bytes: Uint8Array): Promise<void> {
    const path = this.path(id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(`${path}.part`, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${path}.part`, path);
  }

  private path(id: string): string {
    return join(this.config.VAR_DIR, 'files', Current.institutionId, id.slice(-2), id);
  }
}
