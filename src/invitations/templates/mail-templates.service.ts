import { Injectable } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { LetterKind, MailingKind } from '../mailings/mailing.states.js';
import { MailTemplate } from './mail-template.entity.js';
import { sampleLetter } from './sample-letter.js';
import { shipped } from './shipped-template.js';
import { checkTemplate } from './template-safety.js';

export interface LetterSource {
  html: string;
  text: string;
  /** 0 for the shipped one. */
  number: number;
}

/** The institution's own letters: checked before they are kept, tried before they are in force, and taken back in one step. */
@Injectable()
export class MailTemplatesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** Keeps a further version; letters are not written by it before it is put in force. @throws TemplateRefused */
  keep(kind: MailingKind, source: { html: string; text: string }): Promise<MailTemplate> {
    checkTemplate('html', source.html, sampleLetter());
    checkTemplate('text', source.text, sampleLetter());
    return this.db.transaction(async () => {
      const versions = await this.locked(kind);
      const version = new MailTemplate();
      Object.assign(version, { kind, html: source.html, bodyText: source.text, number: (versions[0]?.number ?? 0) + 1 });
      version.authorId = Current.maybeActor?.accountId ?? null;
      await this.db.repo(MailTemplate).insert(version);
      await this.note('kept', kind, version.number);
      return version;
    });
  }

  /** Puts a version in force; 0 is the shipped one. @throws NotFound */
  use(kind: MailingKind, number: number): Promise<void> {
    return this.db.transaction(async () => {
      const versions = await this.locked(kind);
      if (number !== 0 && !versions.some((one) => one.number === number)) throw new NotFound();
      for (const isLast of [false, true]) {
        await this.db.rows(
          'update mail_template set in_force = $4, updated_at = now() where institution_id = $1 and kind = $2 and (number = $3) = $4 and in_force <> $4',
          [Current.institutionId, kind, number, isLast],
        );
      }
      await this.note('used', kind, number);
    });
  }

  /** What letters of a kind are written by: its own version in force, else the invitation's, else the shipped one. */
  async inForce(kind: LetterKind): Promise<LetterSource> {
    const rows = await this.db.repo(MailTemplate).find({ where: { institutionId: Current.institutionId, inForce: true } });
    const found = rows.find((one) => one.kind === kind) ?? rows.find((one) => one.kind === 'invitation');
    return found ? sourceOf(found) : { ...shipped, number: 0 };
  }

  /** @param number 0 for the shipped one @throws NotFound */
  async version(kind: MailingKind, number: number): Promise<LetterSource> {
    if (number === 0) return { ...shipped, number };
    const found = (await this.versions(kind)).find((one) => one.number === number);
    if (!found) throw new NotFound();
    return sourceOf(found);
  }

  /** The newest first. */
  versions(kind: MailingKind): Promise<MailTemplate[]> {
    return this.db
      .repo(MailTemplate)
      .find({ where: { institutionId: Current.institutionId, kind }, order: { number: 'DESC' }, take: 50 });
  }

  /** Two who keep a version at once get two numbers. */
  private async locked(kind: MailingKind): Promise<MailTemplate[]> {
    await this.db.rows(`select pg_advisory_xact_lock(hashtextextended($1, 7))`, [`${Current.institutionId}:${kind}`]);
    return this.versions(kind);
  }

  private async note(what: string, kind: MailingKind, number: number): Promise<void> {
    await this.events.record({ type: `invitations.template_${what}`, subject: Current.institutionId, data: { kind, number } });
  }
}

const sourceOf = ({ html, bodyText, number }: MailTemplate): LetterSource => ({ html, text: bodyText, number });
