import { Injectable } from '@nestjs/common';
import { canEditInstitution } from '../../institution/institution.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { letterheadOf } from '../document-frame.js';
import { type DocumentLanguage, documentLanguages } from '../rendering/document-data.js';
import { type Labels, labelsOf, sampleOf } from '../rendering/labels.js';
import type { PaperFrame, PaperOptions } from '../rendering/paper.js';
import { DocumentWording } from './document-wording.entity.js';
import type { WhichPaper } from './which-paper.js';
import { LETTERHEAD, ownLetterhead, ownWords } from './wording.rules.js';

// On which paper a letterhead is tried.
const LETTER_SAMPLE = 'thank-you';

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

  /** A sample of the paper in the words that were typed; that of a letter for the letterhead. @throws as `checked` */
  async tried(
    { template, language }: WhichPaper,
    typed: Labels,
  ): Promise<{ shown: string; data: PaperFrame; options: PaperOptions }> {
    const own = this.checked(template, language, typed);
    const isLetterhead = template === LETTERHEAD;
    const shown = isLetterhead ? LETTER_SAMPLE : template;
    const { letterhead: kept } = await this.db.read(() => this.of(template, language));
    const letterhead = { ...letterheadOf(language), ...(isLetterhead ? own : kept) };
    return {
      shown,
      data: { ...sampleOf<PaperFrame>(shown, language), letterhead },
      options: { language, words: isLetterhead ? {} : own },
    };
  }

  /** What was typed, checked and without what is shipped anyway. @throws UnknownPlace, WrongEmblem, WrongColour */
  checked(template: string, language: DocumentLanguage, typed: Labels): Labels {
    return template === LETTERHEAD ? ownLetterhead(typed) : ownWords(typed, labelsOf(template, language));
  }

  /**
   * Keeps the next version; nothing typed is the way back to the shipped words. What a letterhead has besides words goes
   * to all languages where that is asked for. @throws as `checked`
   */
  keep(template: string, language: DocumentLanguage, typed: Labels): Promise<void> {
    return this.db.transaction(async () => {
      allow(canEditInstitution(Current.actor));
      const words = this.checked(template, language, typed);
      await this.add(template, language, words);
      if (template !== LETTERHEAD || !typed['everywhere']) return;
      for (const other of documentLanguages.filter((one) => one !== language)) {
        const { unit } = (await this.of(template, other)).letterhead;
        const { unit: _ours, ...looks } = words;
        await this.add(template, other, unit ? { ...looks, unit } : looks);
      }
    });
  }

  private async add(template: string, language: DocumentLanguage, words: Labels): Promise<void> {
    const [last] = await this.versions(template, language);
    const wording = new DocumentWording();
    const number = (last?.number ?? 0) + 1;
    Object.assign(wording, { template, language, number, words, madeBy: Current.actor.accountId });
    await this.db.repo(DocumentWording).insert(wording);
    await this.events.record({ type: 'document.worded', subject: wording.id, data: { template, language } });
  }
}
