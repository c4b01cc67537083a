import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { mayPlan } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { DocumentArchive, type PaperKey } from '../document-archive.service.js';
import { Document } from '../document.entity.js';
import type { LetterSource } from '../document-sources.registry.js';
import { DocumentsService } from '../documents.service.js';

export interface LetterText {
  text: string;
  /** Whether somebody wrote it for this letter. */
  isOwn: boolean;
  /** Whether it may still be changed. */
  isOpen: boolean;
}

/** The text of one letter, written for it alone while it is a draft. */
@Injectable()
export class LetterTexts {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly documents: DocumentsService,
    private readonly archive: DocumentArchive,
    private readonly activities: ActivitiesService,
  ) {}

  /** As it stands: written for this letter, or in the words of the house. @throws NotFound, DocumentNotReady */
  async of(key: PaperKey): Promise<LetterText> {
    const letter = await this.letter(key);
    const document = await this.archive.find(key);
    const own = document?.ownText ?? null;
    return {
      text: own ?? (await letter.text(key)),
      isOwn: own !== null,
      isOpen: !document || document.state === 'draft',
    };
  }

  /** Writes it; nothing written is the way back to the words of the house. @throws NotFound, DocumentNotReady, TextFixed */
  write(key: PaperKey, text: string): Promise<void> {
    return this.db.transaction(async () => {
      allow(mayPlan(Current.actor, await this.activities.get(key.activityId)));
      const house = await (await this.letter(key)).text(key);
      const document = await this.archive.open(key);
      const written = text.replaceAll('\r\n', '\n').trim();
      document.write(written === '' || written === house ? null : written);
      await this.db.repo(Document).save(document);
      await this.events.record({
        type: 'document.text_written',
        subject: document.id,
        activityId: key.activityId,
        data: { kind: key.kind, language: key.language, isOwn: document.ownText !== null },
      });
    });
  }

  /** The first page with a text that is not kept, as SVG. @throws NotFound, DocumentNotReady, and what rendering throws */
  async picture(key: PaperKey, text: string): Promise<string> {
    const letter = await this.db.read(() => this.letter(key));
    return letter.picture(key, text);
  }

  private async letter(key: PaperKey): Promise<LetterSource> {
    const { letter } = await this.documents.ready(key);
    if (!letter) throw new NotFound();
    return letter;
  }
}
