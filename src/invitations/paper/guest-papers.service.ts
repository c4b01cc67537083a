import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CalendarEntriesService } from '../../calendar/calendar-entries.service.js';
import { DocumentDispatches, type Handed } from '../../documents/document-dispatches.service.js';
import { DocumentSources, type RenderWish } from '../../documents/document-sources.registry.js';
import { PaperRendering } from '../../documents/paper-rendering.service.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { localized } from '../../platform/i18n/translate.js';
import { Invitation, type Recipient } from '../invitation.entity.js';
import type { PaperKind } from './paper-letter.entity.js';
import { paperMatter, signatoryFor } from './paper-matter.js';

/** Where the name of the guest stands in the letter that all of them receive. */
const ANYBODY = { name: '…', post: '', organisation: '', careOf: '', postalAddress: '', salutation: '' };
const KINDS = { letter: 'guest-letter', note_verbale: 'guest-note' } as const satisfies Record<PaperKind, string>;

/** A guest and what carried his letter. */
export interface Carried extends Pick<Handed, 'channel' | 'reference'> {
  guest: Pick<Recipient, 'name' | 'language'>;
  kind: PaperKind;
}

/** Letters and notes to guests among the activity's documents: the text they share, each version of it, and who received it. */
@Injectable()
export class GuestPapers implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly sources: DocumentSources,
    private readonly dispatches: DocumentDispatches,
    private readonly rendering: PaperRendering,
    private readonly entries: CalendarEntriesService,
  ) {}

  onModuleInit(): void {
    for (const [n, kind] of (['letter', 'note_verbale'] as const).entries())
      this.sources.register({
        kind: KINDS[kind],
        label: `invitations.paper.to_guests.${kind}`,
        group: 'letters',
        order: 50 + n,
        formats: ['pdf'],
        fileName: KINDS[kind],
        permission: 'invitations.manage',
        isApprovedElsewhere: true,
        isApart: true,
        missing: async (id) => ((await this.invitations(id)).length > 0 ? null : 'invitations.paper.nobody'),
        subjects: async (id) =>
          (await this.invitations(id)).map((one) => ({ id: one.id, name: localized(one.subject) })),
        render: (activityId, wish) => this.render(activityId, kind, wish),
      });
  }

  /**
   * Records who was written to, under the version of the letter that is now. Needs an open unit of work.
   * @param on the day that the letters bear; today where it is absent @throws what rendering throws
   */
  async record(
    { id, activityId }: Invitation,
    carried: readonly Carried[],
    at: Temporal.Instant,
    on?: Temporal.Instant,
  ) {
    const byPaper = Map.groupBy(carried, ({ kind, guest }) => `${KINDS[kind]} ${knownLanguage(guest.language)}`);
    for (const [paper, some] of byPaper) {
      const [kind = '', language = ''] = paper.split(' ');
      const handed = some.map(({ guest, channel, reference }) => ({ recipient: guest.name, channel, at, ...(reference && { reference }) })); // prettier-ignore
      await this.dispatches.goneOut({ activityId, kind, language, subject: id }, handed, on);
    }
  }

  /** The messages that were taken back before they left. */
  takeBack(messageIds: readonly string[]): Promise<void> {
    return this.dispatches.takeBack(messageIds);
  }

  private async render(activityId: string, kind: PaperKind, { language, subject, seal }: RenderWish) {
    const { template, data } = await this.db.read(async () => {
      const invitation = await this.db.one(Invitation, subject);
      if (invitation.activityId !== activityId) throw new NotFound();
      const entry = await this.entries.of(activityId, invitation.itemId);
      const day = seal?.at.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate();
      const dated = day ?? Temporal.Now.plainDateISO(Current.institution.timeZone);
      const head = { kind, number: '', dated, ...signatoryFor(language) };
      return paperMatter(this.rendering.frame.bind(this.rendering), head, { ...ANYBODY, language }, invitation, entry);
    });
    return this.rendering.render(template, data, language, 'pdf');
  }

  private invitations(activityId: string) {
    return this.db.rows<{ id: string; subject: LocalizedText }>(
      'select id, subject from invitation where institution_id = $1 and activity_id = $2 order by id limit 200',
      [Current.institutionId, activityId],
    );
  }
}
