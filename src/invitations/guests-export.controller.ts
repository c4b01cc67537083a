import { Controller, Get, Param, Query } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { ExportsService } from '../platform/exports/exports.service.js';
import type { SheetColumn } from '../platform/exports/sheets.js';
import type { Download } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { Invitation } from './invitation.entity.js';
import { addressLines } from './recipients/postal-addresses.queries.js';
import { FILTERS, InvitationsQueries, type RecipientRow } from './invitations.queries.js';

const MOST_GUESTS = 20_000;

/** The guests of an invitation with their answers as a file; what they told of diet and access is not in it. */
@Controller(':institution/activities/:id/invitations/:invitation/guests/export')
@Can('invitations.see')
export class GuestsExportController {
  constructor(
    private readonly db: Db,
    private readonly exports: ExportsService,
    private readonly activities: ActivitiesService,
    private readonly queries: InvitationsQueries,
  ) {}

  @Get(':format')
  async list(
    @Param('id') id: string,
    @Param('invitation') invitationId: string,
    @Param('format') format: string,
    @Query('answer') answer?: string,
  ): Promise<Download> {
    await this.activities.get(id);
    const invitation = await this.db.one(Invitation, invitationId);
    if (invitation.activityId !== id) throw new NotFound();
    const filter = FILTERS.find((one) => one === answer) ?? 'all';
    return this.exports.list(format, {
      name: 'guests',
      columns: columns(),
      page: async (page) => (page === 1 ? this.queries.recipients(invitationId, filter, null, MOST_GUESTS) : []),
    });
  }
}

const columns = (): SheetColumn<RecipientRow>[] => [
  { label: t('invitations.no'), value: (row) => row.number, width: 6 },
  { label: t('invitations.guest'), value: (row) => row.name, width: 32 },
  { label: t('directory.field.post'), value: (row) => row.post, width: 32 },
  { label: t('directory.field.organisation'), value: (row) => row.organisation, width: 32 },
  { label: t('directory.field.email'), value: (row) => row.email, width: 30 },
  { label: t('invitations.care_of'), value: (row) => row.care_of, width: 24 },
  { label: t('invitations.postal_address'), value: (row) => addressLines(row.postal_address).join(', '), width: 36 },
  { label: t('invitations.language'), value: (row) => row.language, width: 8 },
  { label: t('invitations.answer'), value: (row) => t(`invitations.state.${row.state}`) },
  { label: t('invitations.field.companions'), value: (row) => row.companions, width: 10 },
  { label: t('invitations.field.companion_names'), value: (row) => row.companion_names.join(', '), width: 30 },
  { label: t('invitations.field.representative.title'), value: (row) => row.representative?.name ?? null, width: 28 },
  { label: t('invitations.note'), value: (row) => row.note, width: 40 },
];
