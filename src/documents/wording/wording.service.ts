import { Injectable } from '@nestjs/common';
import { canEditInstitution } from '../../institution/institution.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import type { DocumentLanguage } from '../rendering/document-data.js';
import { type Labels, labelsOf } from '../rendering/labels.js';
import { DocumentWording } from './document-wording.entity.js';
import { LETTERHEAD, ownLetterhead, ownWords } from './wording.rules.js';

export interface WordingVersion {
  number: number;
  words: Labels;
  created_at: Temporal.Instant;
  made_by_name: string | null;
}

/** What the institution says in its own words instead of the shipped ones; every change is a version. */
@Injectable()
export class WordingService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** The own words and the own letterhead of a paper, one statement. */
  async of(template: string, language: DocumentLanguage): Promise<{ words: Labels; letterhead: Labels }> {
    const rows = await this.db.rows<{ template: string; words: Labels }>(
      `select distinct on (template) template, words from document_wording
        where institution_id = $1 and template in ($2, $3) and language = $4 order by template, number desc`,
      [Current.institutionId, template, LETTERHEAD, language],
    );
    const find = (name: string) => rows.find((row) => row.template === name)?.words ?? {};
    return { words: find(template), letterhead: find(LETTERHEAD) };
  }

  /** The newest first. */
  versions(template: string, language: DocumentLanguage): Promise<WordingVersion[]> {
    return this.db.rows<WordingVersion>(
      `select w.number, w.words, w.created_at, a.name as made_by_name from document_wording w
         left join account a on a.institution_id = w.institution_id and a.id = w.made_by
        where w.institution_id = $1 and w.template = $2 and w.language = $3 order by w.number desc limit 50`,
      [Current.institutionId, template, language],
    );
  }

  /** What was typed, checked and without what is shipped anyway. @throws UnknownPlace, WrongEmblem, WrongColour */
  checked(template: string, language: DocumentLanguage, typed: Labels): Labels {
    return template === LETTERHEAD ? ownLetterhead(typed) : ownWords(typed, labelsOf(template, language));
  }

  /** Keeps the next version; nothing typed is the way back to the shipped words. @throws as `checked` */
  keep(template: string, language: DocumentLanguage, typed: Labels): Promise<void> {
    return this.db.transaction(async () => {
      allow(canEditInstitution(Current.actor));
      const words = this.checked(template, language, typed);
      const [last] = await this.versions(template, language);
      const wording = new DocumentWording();
      Object.assign(wording, {
        template,
        language,
        number: (last?.number ?? 0) + 1,
        words,
        madeBy: Current.actor.accountId,
      });
      await this.db.repo(DocumentWording).insert(wording);
      await this.events.record({ type: 'document.worded', subject: wording.id, data: { template, language } });
    });
  }
}
