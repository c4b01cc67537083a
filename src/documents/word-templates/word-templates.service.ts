import { Injectable } from '@nestjs/common';
import { canEditInstitution } from '../../institution/institution.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { FileRefused, FilesService } from '../../platform/files/files.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { checkTemplate } from '../rendering/word-template.js';
import type { WhichPaper } from '../wording/which-paper.js';
import { WordTemplate } from './word-template.entity.js';
import { WordTemplateRefused } from './word-template.errors.js';

export const WORD_MEDIA = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const MOST_TEMPLATE_BYTES = 5_000_000;

export interface WordTemplateVersion {
  number: number;
  file_id: string | null;
  file_name: string | null;
  created_at: Temporal.Instant;
  made_by_name: string | null;
}

/** The institution's own Word files: checked before they are taken, kept in versions. */
@Injectable()
export class WordTemplates {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly files: FilesService,
  ) {}

  /** The file that stands, or null for the shipped one. One statement where there is none. */
  async of({ template, language }: WhichPaper): Promise<Uint8Array | null> {
    const [last] = await this.db.rows<{ file_id: string | null }>(
      `select file_id from document_word_template
        where institution_id = $1 and template = $2 and language = $3 order by number desc limit 1`,
      [Current.institutionId, template, language],
    );
    return last?.file_id ? (await this.files.read(last.file_id)).bytes : null;
  }

  /** The newest first. */
  versions({ template, language }: WhichPaper): Promise<WordTemplateVersion[]> {
    return this.db.rows<WordTemplateVersion>(
      `select w.number, w.file_id, f.name as file_name, w.created_at, a.name as made_by_name from document_word_template w
         left join stored_file f on f.institution_id = w.institution_id and f.id = w.file_id
         left join account a on a.institution_id = w.institution_id and a.id = w.made_by
        where w.institution_id = $1 and w.template = $2 and w.language = $3 order by w.number desc limit 50`,
      [Current.institutionId, template, language],
    );
  }

  /** Takes a file as the next version. @throws FileRefused, WordTemplateRefused, DocumentTooSlow, DocumentUnrenderable */
  async take(which: WhichPaper, name: string, bytes: Uint8Array): Promise<void> {
    allow(canEditInstitution(Current.actor));
    if (bytes.byteLength === 0) throw new FileRefused('empty');
    if (bytes.byteLength > MOST_TEMPLATE_BYTES)
      throw new FileRefused('too_large', { megabytes: MOST_TEMPLATE_BYTES / 1e6 });
    // Reading it takes its time: no transaction waits for it.
    const faults = await checkTemplate(which.template, which.language, bytes);
    if (faults.length > 0) throw new WordTemplateRefused(faults);
    await this.db.transaction(async () => {
      const file = await this.files.keep(name.slice(-200), WORD_MEDIA, bytes);
      await this.add(which, file.id);
    });
  }

  /** The shipped one again, or an earlier version. @throws NotFound */
  back(which: WhichPaper, number?: number): Promise<void> {
    return this.db.transaction(async () => {
      allow(canEditInstitution(Current.actor));
      await this.add(which, number === undefined ? null : await this.fileOf(which, number));
    });
  }

  /** @throws NotFound */
  async file(which: WhichPaper, number: number): Promise<{ name: string; bytes: Uint8Array }> {
    const { file, bytes } = await this.files.read(await this.fileOf(which, number));
    return { name: file.name, bytes };
  }

  private async fileOf(which: WhichPaper, number: number): Promise<string> {
    const version = (await this.versions(which)).find((one) => one.number === number);
    if (!version?.file_id) throw new NotFound();
    return version.file_id;
  }

  private async add({ template, language }: WhichPaper, fileId: string | null): Promise<void> {
    const [last] = await this.versions({ template, language });
    const version = new WordTemplate();
    const number = (last?.number ?? 0) + 1;
    Object.assign(version, { template, language, number, fileId, madeBy: Current.actor.accountId });
    await this.db.repo(WordTemplate).insert(version);
    const data = { template, language, number, isOwn: fileId !== null };
    await this.events.record({ type: 'document.word_template_changed', subject: version.id, data });
  }
}
