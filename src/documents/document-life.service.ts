import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import type { Activity } from '../activities/activity.entity.js';
import { mayPlan } from '../activities/activity.rules.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { DocumentArchive, type PaperKey } from './document-archive.service.js';
import { Document } from './document.entity.js';
import { RecipientNeeded } from './document.errors.js';
import { mayApprovePaper } from './document.rules.js';
import type { Channel, DocumentStep } from './document.states.js';
import type { DocumentSource } from './document-sources.registry.js';
import { DocumentsService } from './documents.service.js';

/** The course of a paper: draft, cleared, signed under its number, sent, archived; amended with a reason. */
@Injectable()
export class DocumentLife {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly documents: DocumentsService,
    private readonly archive: DocumentArchive,
    private readonly activities: ActivitiesService,
    private readonly numbers: RegisterNumbers,
  ) {}

  /** It was read and is right. @throws NotFound, StepOutOfPlace, DocumentNotReady */
  clear(key: PaperKey): Promise<Document> {
    return this.step(key, 'clear', (actor, activity) => mayPlan(actor, activity));
  }

  /** Back to those who write it. @throws NotFound, StepOutOfPlace */
  return(key: PaperKey): Promise<Document> {
    return this.step(key, 'return', mayApprovePaper);
  }

  /**
   * Signs it: draws its register number, prints it, and keeps these bytes for good; all in one unit of work, so that a
   * number is on a paper or was never drawn. @throws NotFound, StepOutOfPlace, DocumentNotReady, and what rendering throws
   */
  approve(key: PaperKey): Promise<Document> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(key.activityId);
      const source = await this.documents.known(key);
      allow(mayApprovePaper(Current.actor, activity, source));
      await this.documents.ready(key);
      const document = await this.archive.open(key);
      const at = Temporal.Now.instant();
      const reason = document.amendedBecause;
      document.approve(document.registerNumber ?? (await this.draw(source, at)));
      const number = (await this.archive.lastNumber(document)) + 1;
      const seal = { registerNumber: document.registerNumber, number, at };
      await this.archive.keep(document, source, await this.documents.forms(key, source, seal), {
        approvedAt: at,
        reason,
      });
      await this.save(document, 'document.approved', { registerNumber: document.registerNumber, number });
      return document;
    });
  }

  /** Says who received the version that stands. @throws NotFound, StepOutOfPlace, RecipientNeeded */
  send(key: PaperKey, recipients: readonly string[], channel: Channel): Promise<Document> {
    return this.db.transaction(async () => {
      allow(mayPlan(Current.actor, await this.activities.get(key.activityId)));
      if (recipients.length === 0) throw new RecipientNeeded();
      const document = await this.archive.open(key);
      document.take('send');
      const at = Temporal.Now.instant();
      const number = await this.archive.record(
        document,
        recipients.map((recipient) => ({ recipient, channel, at })),
      );
      await this.save(document, 'document.sent', { number, recipients: recipients.length });
      return document;
    });
  }

  /** @throws NotFound, StepOutOfPlace */
  putAway(key: PaperKey): Promise<Document> {
    return this.step(key, 'archive', (actor, activity) => mayPlan(actor, activity));
  }

  /**
   * Opens what was signed for a new version under the same number; the signed bytes stay as they are.
   * @throws NotFound, StepOutOfPlace, DocumentApproved without a reason
   */
  amend(key: PaperKey, reason: string | null): Promise<Document> {
    return this.db.transaction(async () => {
      allow(mayPlan(Current.actor, await this.activities.get(key.activityId)));
      const document = await this.archive.open(key);
      document.amend(reason);
      await this.save(document, 'document.amended', { reason: document.amendedBecause });
      return document;
    });
  }

  private step(
    key: PaperKey,
    step: DocumentStep,
    may: (actor: typeof Current.actor, activity: Activity, source: DocumentSource) => boolean,
  ): Promise<Document> {
    return this.db.transaction(async () => {
      const activity = await this.activities.get(key.activityId);
      const source = await this.documents.known(key);
      allow(may(Current.actor, activity, source));
      await this.documents.ready(key);
      const document = await this.archive.open(key);
      document.take(step);
      await this.save(
        document,
        `document.${step === 'clear' ? 'cleared' : step === 'return' ? 'returned' : 'archived'}`,
        {},
      );
      return document;
    });
  }

  private async draw({ register }: DocumentSource, at: Temporal.Instant): Promise<string | null> {
    const { year } = at.toZonedDateTimeISO(Current.institution.timeZone);
    return register ? this.numbers.drawWritten(register.kind, year) : null;
  }

  private async save(document: Document, type: string, data: Record<string, string | number | null>): Promise<void> {
    await this.db.repo(Document).save(document);
    const { kind, language } = document;
    await this.events.record({
      type,
      subject: document.id,
      activityId: document.activityId,
      data: { kind, language, ...data },
    });
  }
}
