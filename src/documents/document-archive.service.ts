import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { ActivitiesService } from '../activities/activities.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { FilesService } from '../platform/files/files.service.js';
import { Document, DocumentDispatch, type DocumentFormat, DocumentVersion } from './document.entity.js';
import type { Channel } from './document.states.js';
import type { DocumentSource } from './document-sources.registry.js';

const MEDIA: Record<DocumentFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** Which paper of an activity: its kind, language and, where there are several of the kind, which of them. */
export interface PaperKey {
  activityId: string;
  kind: string;
  language: string;
  subject: string;
}

export interface MadeDocument {
  bytes: Uint8Array;
  mediaType: string;
  fileName: string;
}

export type MadeForms = ReadonlyMap<DocumentFormat, Uint8Array>;

/** To whom a paper went. */
export interface Handed {
  recipient: string;
  channel: Channel;
  at: Temporal.Instant;
  /** Id of the message or letter that carried it: recorded again, the record is put right. */
  reference?: string;
}

/** The rows and bytes of papers: what was made is kept, and never made again. */
@Injectable()
export class DocumentArchive {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly activities: ActivitiesService,
  ) {}

  find(key: PaperKey): Promise<Document | null> {
    return this.db.repo(Document).findOne({ where: { institutionId: Current.institutionId, ...key } });
  }

  /** The document's row, locked, so that two who act at once act one after the other. */
  async open(key: PaperKey): Promise<Document> {
    const fresh = new Document();
    await this.db.rows(
      `insert into document (institution_id, id, activity_id, kind, language, subject) values ($1, $2, $3, $4, $5, $6)
       on conflict (institution_id, activity_id, kind, language, subject) do nothing`,
      [Current.institutionId, fresh.id, key.activityId, key.kind, key.language, key.subject],
    );
    return this.db.repo(Document).findOneOrFail({
      where: { institutionId: Current.institutionId, ...key },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** The number of the last version; 0 before the first. */
  async lastNumber(document: Document): Promise<number> {
    return (await this.lastVersions(document))[0]?.number ?? 0;
  }

  /** Whether these are the bytes of the last version. */
  async isUnchanged(document: Document, made: MadeForms): Promise<boolean> {
    const last = await this.lastVersions(document);
    const known = new Map(last.map((one) => [one.format, one.sha256]));
    return [...made].every(([format, bytes]) => known.get(format) === digest(bytes));
  }

  /** Keeps a version in all its forms under the next number, which is the answer. */
  async keep(
    document: Document,
    source: DocumentSource,
    made: MadeForms,
    { reason = null, approvedAt = null }: { reason?: string | null; approvedAt?: Temporal.Instant | null },
  ): Promise<number> {
    const number = (await this.lastNumber(document)) + 1;
    for (const [format, bytes] of made) {
      const file = await this.files.keep(`${source.fileName}-${document.language}.${format}`, MEDIA[format], bytes);
      const version = new DocumentVersion();
      Object.assign(version, {
        documentId: document.id,
        number,
        format,
        fileId: file.id,
        sha256: file.sha256,
        reason: reason?.trim() || null,
        madeBy: Current.maybeActor?.accountId ?? null,
        approvedAt,
      });
      await this.db.repo(DocumentVersion).insert(version);
    }
    await this.events.record({
      type: 'document.made',
      subject: document.id,
      activityId: document.activityId,
      data: { kind: document.kind, language: document.language, number },
    });
    return number;
  }

  /** The bytes of a version as they were made. @param number the last one where it is absent @throws NotFound */
  async bytes(key: PaperKey, source: DocumentSource, format: DocumentFormat, number?: number): Promise<MadeDocument> {
    const document = await this.find(key);
    if (!document) throw new NotFound();
    await this.activities.get(key.activityId);
    const [version] = await this.db.repo(DocumentVersion).find({
      where: {
        institutionId: Current.institutionId,
        documentId: document.id,
        format,
        ...(number === undefined ? {} : { number }),
      },
      order: { number: 'DESC' },
      take: 1,
    });
    if (!version) throw new NotFound();
    return this.named(key, source, format, (await this.files.read(version.fileId)).bytes);
  }

  /** Who received the version that stands; one statement for all. Needs an open unit of work. @returns its number */
  async record(document: Document, handed: readonly Handed[]): Promise<number> {
    const number = await this.lastNumber(document);
    await this.db.rows(
      `insert into document_dispatch as d (institution_id, id, document_id, number, recipient, channel, sent_at, reference, sent_by)
       select $1, n.id, $2, $3, n.recipient, n.channel, n.at, n.reference, $4
         from unnest($5::uuid[], $6::text[], $7::text[], $8::timestamptz[], $9::uuid[]) n(id, recipient, channel, at, reference)
       on conflict (institution_id, reference) where reference is not null
         do update set recipient = excluded.recipient, channel = excluded.channel, sent_at = excluded.sent_at,
                       updated_at = now(), version = d.version + 1`,
      [
        Current.institutionId,
        document.id,
        number,
        Current.maybeActor?.accountId ?? null,
        handed.map(() => new DocumentDispatch().id),
        handed.map(({ recipient }) => recipient),
        handed.map(({ channel }) => channel),
        handed.map(({ at }) => at.toString()),
        handed.map(({ reference }) => reference ?? null),
      ],
    );
    return number;
  }

  named({ language }: PaperKey, source: DocumentSource, format: DocumentFormat, bytes: Uint8Array): MadeDocument {
    return { bytes, mediaType: MEDIA[format], fileName: `${source.fileName}-${language}.${format}` };
  }

  private async lastVersions(document: Document): Promise<DocumentVersion[]> {
    const last = await this.db.repo(DocumentVersion).find({
      where: { institutionId: Current.institutionId, documentId: document.id },
      order: { number: 'DESC' },
      take: 2,
    });
    return last.filter((one) => one.number === last[0]?.number);
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
