import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { ActivitiesService } from '../activities/activities.service.js';
import { mayPlan } from '../activities/activity.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { FilesService } from '../platform/files/files.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Document, type DocumentFormat, DocumentVersion } from './document.entity.js';
import { DocumentApproved, DocumentNotReady } from './document.errors.js';
import { type DocumentSource, DocumentSources } from './document-sources.registry.js';
import { type DocumentLanguage, documentLanguages } from './rendering/document-data.js';
import { closeTypesetting } from './rendering/pdf.js';

const MEDIA: Record<DocumentFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export interface MadeDocument {
  bytes: Uint8Array;
  mediaType: string;
  fileName: string;
}

/** Making papers, keeping what was made, and fixing what was approved. */
@Injectable()
export class DocumentsService implements OnApplicationShutdown {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly sources: DocumentSources,
    private readonly activities: ActivitiesService,
  ) {}

  onApplicationShutdown(): void {
    closeTypesetting();
  }

  /**
   * A paper as it would be now; nothing is kept. What was approved is never made again: its own bytes are the answer.
   * @throws NotFound, DocumentNotReady, and what rendering throws
   */
  async preview(activityId: string, kind: string, language: string, format: DocumentFormat): Promise<MadeDocument> {
    const known = await this.db.read(() => this.find(activityId, kind, language));
    if (known?.state === 'approved') return this.db.read(() => this.stored(activityId, kind, language, format));
    const source = await this.db.read(() => this.ready(activityId, kind, language, format));
    return this.named(source, language, format, await source.render(activityId, language as DocumentLanguage, format));
  }

  /**
   * Makes the next version of a paper in every format it has and keeps it. Where nothing changed since the last version,
   * that one stands. @returns the version's number
   * @throws NotFound, DocumentNotReady, DocumentApproved where it was approved and no reason is given
   */
  async make(
    activityId: string,
    kind: string,
    language: string,
    reason: string | null = null,
  ): Promise<{ document: Document; number: number; isNew: boolean }> {
    const source = await this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
      return this.ready(activityId, kind, language, this.sources.of(kind)?.formats[0] ?? 'pdf');
    });
    // Typesetting takes its time: no transaction waits for it.
    const made = new Map<DocumentFormat, Uint8Array>();
    for (const format of source.formats)
      made.set(format, await source.render(activityId, language as DocumentLanguage, format));
    return this.db.transaction(() => this.keep(activityId, kind, language, source, made, reason));
  }

  /** Fixes the last version under its register number; from now on these bytes are the document. */
  approve(activityId: string, kind: string, language: string, registerNumber: string): Promise<Document> {
    return this.db.transaction(async () => {
      const document = await this.find(activityId, kind, language);
      if (!document) throw new NotFound();
      document.approve(registerNumber);
      await this.db.repo(Document).save(document);
      await this.events.record({
        type: 'document.approved',
        subject: document.id,
        activityId,
        data: { kind, registerNumber },
      });
      return document;
    });
  }

  /**
   * Makes a paper in all its formats and fixes it at once, inside the caller's unit of work: for a capability whose own
   * approval it is, and which has asked who may. @throws NotFound, DocumentNotReady, DocumentApproved
   */
  fix(activityId: string, kind: string, language: string, registerNumber: string): Promise<Document> {
    return this.db.transaction(async () => {
      const source = await this.ready(activityId, kind, language, this.sources.of(kind)?.formats[0] ?? 'pdf');
      const made = new Map<DocumentFormat, Uint8Array>();
      for (const format of source.formats)
        made.set(format, await source.render(activityId, language as DocumentLanguage, format));
      await this.keep(activityId, kind, language, source, made, null);
      return this.approve(activityId, kind, language, registerNumber);
    });
  }

  /** The bytes of a version as they were made. @param number the last one where it is absent @throws NotFound */
  async stored(
    activityId: string,
    kind: string,
    language: string,
    format: DocumentFormat,
    number?: number,
  ): Promise<MadeDocument> {
    const source = this.sources.of(kind);
    const document = await this.find(activityId, kind, language);
    if (!document || !source) throw new NotFound();
    await this.activities.get(activityId);
    const versions = await this.db.repo(DocumentVersion).find({
      where: {
        institutionId: Current.institutionId,
        documentId: document.id,
        format,
        ...(number === undefined ? {} : { number }),
      },
      order: { number: 'DESC' },
      take: 1,
    });
    if (!versions[0]) throw new NotFound();
    const { bytes } = await this.files.read(versions[0].fileId);
    return this.named(source, language, format, bytes);
  }

  async find(activityId: string, kind: string, language: string): Promise<Document | null> {
    return this.db
      .repo(Document)
      .findOne({ where: { institutionId: Current.institutionId, activityId, kind, language } });
  }

  private async keep(
    activityId: string,
    kind: string,
    language: string,
    source: DocumentSource,
    made: ReadonlyMap<DocumentFormat, Uint8Array>,
    reason: string | null,
  ): Promise<{ document: Document; number: number; isNew: boolean }> {
    const document = await this.open(activityId, kind, language);
    const last = await this.db.repo(DocumentVersion).find({
      where: { institutionId: Current.institutionId, documentId: document.id },
      order: { number: 'DESC' },
      take: source.formats.length,
    });
    const number = last[0]?.number ?? 0;
    const known = new Map(last.filter((one) => one.number === number).map((one) => [one.format, one.sha256]));
    if ([...made].every(([format, bytes]) => known.get(format) === digest(bytes)))
      return { document, number, isNew: false };
    if (document.state === 'approved' && !reason?.trim()) throw new DocumentApproved();
    for (const [format, bytes] of made) {
      const file = await this.files.keep(`${source.fileName}-${language}.${format}`, MEDIA[format], bytes);
      const version = new DocumentVersion();
      Object.assign(version, {
        documentId: document.id,
        number: number + 1,
        format,
        fileId: file.id,
        sha256: file.sha256,
        reason: reason?.trim() || null,
        madeBy: Current.maybeActor?.accountId ?? null,
        approvedAt: null,
      });
      await this.db.repo(DocumentVersion).insert(version);
    }
    await this.events.record({
      type: 'document.made',
      subject: document.id,
      activityId,
      data: { kind, language, number: number + 1 },
    });
    return { document, number: number + 1, isNew: true };
  }

  /** The document's row, locked, so that two who make at once get two numbers. */
  private async open(activityId: string, kind: string, language: string): Promise<Document> {
    const fresh = new Document();
    await this.db.rows(
      `insert into document (institution_id, id, activity_id, kind, language) values ($1, $2, $3, $4, $5) on conflict (institution_id, activity_id, kind, language) do nothing`,
      [Current.institutionId, fresh.id, activityId, kind, language],
    );
    return this.db.repo(Document).findOneOrFail({
      where: { institutionId: Current.institutionId, activityId, kind, language },
      lock: { mode: 'pessimistic_write' },
    });
  }

  private async ready(
    activityId: string,
    kind: string,
    language: string,
    format: DocumentFormat,
  ): Promise<DocumentSource> {
    await this.activities.get(activityId);
    const source = this.sources.of(kind);
    if (!source || !source.formats.includes(format) || !(documentLanguages as readonly string[]).includes(language))
      throw new NotFound();
    const missing = await source.missing?.(activityId);
    if (missing) throw new DocumentNotReady(missing);
    return source;
  }

  private named(source: DocumentSource, language: string, format: DocumentFormat, bytes: Uint8Array): MadeDocument {
    return { bytes, mediaType: MEDIA[format], fileName: `${source.fileName}-${language}.${format}` };
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
