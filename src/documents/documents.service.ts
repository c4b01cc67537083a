import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { mayPlan } from '../activities/activity.rules.js';
import { PAPER_GROUPS } from '../activities/papers.registry.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { PermissionsService } from '../platform/permissions/permissions.service.js';
import { DocumentArchive, type MadeDocument, type MadeForms, type PaperKey } from './document-archive.service.js';
import { Document, type DocumentFormat } from './document.entity.js';
import { DocumentApproved, DocumentNotReady } from './document.errors.js';
import { comesIn, type DocumentSource, DocumentSources, type Seal } from './document-sources.registry.js';
import { languagesOf } from './rendering/document-data.js';
import { closeTypesetting } from './rendering/typesetting.js';

export type { MadeDocument, PaperKey } from './document-archive.service.js';

/** Making papers and keeping what was made. */
@Injectable()
export class DocumentsService implements OnApplicationShutdown {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly archive: DocumentArchive,
    private readonly sources: DocumentSources,
    private readonly activities: ActivitiesService,
    private readonly permissions: PermissionsService,
  ) {}

  onApplicationShutdown(): void {
    closeTypesetting();
  }

  /**
   * A paper as it would be now; nothing is kept. What was approved is never made again: its own bytes are the answer.
   * @throws NotFound, DocumentNotReady, and what rendering throws
   */
  async preview(
    activityId: string,
    kind: string,
    language: string,
    format: DocumentFormat,
    subject = '',
  ): Promise<MadeDocument> {
    const key = { activityId, kind, language, subject };
    const source = await this.db.read(async () => {
      const known = await this.archive.find(key);
      return known?.isFixed ? null : this.ready(key, format);
    });
    if (!source) return this.db.read(() => this.stored(activityId, kind, language, format, undefined, subject));
    return this.archive.named(key, source, format, await source.render(activityId, wish(key, format)));
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
    subject = '',
  ): Promise<{ document: Document; number: number; isNew: boolean }> {
    const key = { activityId, kind, language, subject };
    const source = await this.db.transaction(async () => {
      const activity = await this.activities.get(activityId);
      if (Current.maybeActor) allow(mayPlan(Current.actor, activity));
      return this.ready(key);
    });
    // Typesetting takes its time: no transaction waits for it.
    const made = await this.forms(key, source);
    return this.db.transaction(() => this.keep(key, source, made, reason));
  }

  /**
   * Makes a paper in all its formats and fixes it at once, inside the caller's unit of work: for a capability whose own
   * approval it is, and which has asked who may. @throws NotFound, DocumentNotReady, DocumentApproved
   */
  fix(activityId: string, kind: string, language: string, registerNumber: string): Promise<Document> {
    const key = { activityId, kind, language, subject: '' };
    return this.db.transaction(async () => {
      const source = await this.ready(key);
      await this.keep(key, source, await this.forms(key, source), null);
      const document = await this.archive.open(key);
      document.approveWith(registerNumber);
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

  /** A paper in all its forms: its own bytes where it was approved, else as it would be now. @throws as preview */
  async asItStands(key: PaperKey): Promise<MadeForms> {
    const { source, kept } = await this.db.read(async () => {
      const source = await this.known(key);
      if (!(await this.archive.find(key))?.isFixed) return { source: await this.ready(key), kept: null };
      const kept = new Map<DocumentFormat, Uint8Array>();
      for (const format of source.formats) kept.set(format, (await this.archive.bytes(key, source, format)).bytes);
      return { source, kept };
    });
    return kept ?? this.forms(key, source);
  }

  /** The kinds of paper that an activity has and the reader may see, in their order. @throws NotFound */
  async sourcesOf(activityId: string): Promise<DocumentSource[]> {
    const activity = await this.activities.get(activityId);
    return this.sources.all
      .filter((source) => !source.activityKinds || (source.activityKinds as readonly string[]).includes(activity.kind))
      .filter((source) => this.maySee(source, activity))
      .toSorted((a, b) => groupOf(a) - groupOf(b) || a.order - b.order);
  }

  /** Message key of the name of a kind of paper. */
  labelOf(kind: string): string {
    return this.sources.of(kind)?.label ?? kind;
  }

  /** The bytes of a version as they were made. @param number the last one where it is absent @throws NotFound */
  async stored(
    activityId: string,
    kind: string,
    language: string,
    format: DocumentFormat,
    number?: number,
    subject = '',
  ): Promise<MadeDocument> {
    const source = this.sources.of(kind);
    if (!source || !this.maySee(source, await this.activities.get(activityId))) throw new NotFound();
    return this.archive.bytes({ activityId, kind, language, subject }, source, format, number);
  }

  /** The source of a kind of paper that this activity has, in this language. @throws NotFound */
  async known(key: PaperKey): Promise<DocumentSource> {
    const activity = await this.activities.get(key.activityId);
    const source = this.sources.of(key.kind);
    if (!source || !this.maySee(source, activity)) throw new NotFound();
    const kinds: readonly string[] = source.activityKinds ?? [activity.kind];
    if (!comesIn(source, key.language) || !kinds.includes(activity.kind)) throw new NotFound();
    return source;
  }

  /** The source of a paper that could be made now. @throws NotFound, DocumentNotReady */
  async ready(key: PaperKey, format?: DocumentFormat): Promise<DocumentSource> {
    const source = await this.known(key);
    if (format && !source.formats.includes(format)) throw new NotFound();
    const missing = await source.missing?.(key.activityId);
    if (missing) throw new DocumentNotReady(missing);
    const subjects = await source.subjects?.(key.activityId);
    if (subjects ? !subjects.some(({ id }) => id === key.subject) : key.subject !== '') throw new NotFound();
    return source;
  }

  /** A paper in all its forms, as the plan stands. */
  async forms(key: PaperKey, source: DocumentSource, seal?: Seal): Promise<MadeForms> {
    const made = new Map<DocumentFormat, Uint8Array>();
    for (const format of source.formats)
      made.set(format, await source.render(key.activityId, { ...wish(key, format), ...(seal ? { seal } : {}) }));
    return made;
  }

  /** Whether the reader of an activity may have its papers of this kind. A job may have all. */
  maySee({ permission, maySee }: DocumentSource, activity: Activity): boolean {
    const actor = Current.maybeActor;
    if (!actor) return true;
    return (!permission || this.permissions.holds(actor, permission)) && (maySee?.(actor, activity) ?? true);
  }

  private async keep(key: PaperKey, source: DocumentSource, made: MadeForms, reason: string | null) {
    const document = await this.archive.open(key);
    if (await this.archive.isUnchanged(document, made))
      return { document, number: await this.archive.lastNumber(document), isNew: false };
    if (document.isFixed && !reason?.trim()) throw new DocumentApproved();
    return { document, number: await this.archive.keep(document, source, made, { reason }), isNew: true };
  }
}

const groupOf = ({ group }: DocumentSource) => PAPER_GROUPS.indexOf(group ?? 'dossier');

const wish = ({ language: tag, subject }: PaperKey, format: DocumentFormat) => {
  const [language = 'en', second] = languagesOf(tag);
  return { language, ...(second ? { second } : {}), format, subject };
};
