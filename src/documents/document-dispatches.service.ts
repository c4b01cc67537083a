import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { DocumentArchive, type Handed, type PaperKey } from './document-archive.service.js';
import { Document } from './document.entity.js';
import type { Seal } from './document-sources.registry.js';
import { DocumentsService } from './documents.service.js';

export type { Handed } from './document-archive.service.js';

/** Who received which version of a paper. Everything here needs an open unit of work. */
@Injectable()
export class DocumentDispatches {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly documents: DocumentsService,
    private readonly archive: DocumentArchive,
  ) {}

  /**
   * For a capability that sends a paper itself and has asked who may: keeps the paper as it goes out, as the next version
   * where it reads otherwise than the last, and records to whom. @param on its day, where it bears one of its own
   * @throws NotFound, DocumentNotReady, and what rendering throws
   */
  async goneOut(key: PaperKey, handed: readonly Handed[], on?: Temporal.Instant): Promise<void> {
    if (handed.length === 0) return;
    const source = await this.documents.ready(key);
    const seal: Seal | undefined = on && { registerNumber: null, number: 1, at: on };
    const made = await this.documents.forms(key, source, seal);
    const document = await this.archive.open(key);
    if (!(await this.archive.isUnchanged(document, made)))
      await this.archive.keep(document, source, made, { approvedAt: Temporal.Now.instant() });
    document.goOut();
    await this.db.repo(Document).save(document);
    const number = await this.archive.record(document, handed);
    const { id, activityId, kind, language } = document;
    const data = { kind, language, number, recipients: handed.length };
    await this.events.record({ type: 'document.sent', subject: id, activityId, data });
  }

  /** What never left was received by nobody. @param references of the messages that were taken back */
  async takeBack(references: readonly string[]): Promise<void> {
    await this.db.rows('delete from document_dispatch where institution_id = $1 and reference = any($2::uuid[])', [
      Current.institutionId,
      references,
    ]);
  }
}
