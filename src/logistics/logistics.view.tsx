import { Injectable } from '@nestjs/common';
import { ActivitiesQueries, type HeaderRow, type MemberRow } from '../activities/activities.queries.js';
import { ActivityFrame } from '../activities/activity-frame.queries.js';
import { travellingSide } from '../activities/activity.entity.js';
import { holdsFor, isOpen, mayPlan, maySee } from '../activities/activity.rules.js';
import { stepBetween } from '../activities/lifecycle.states.js';
import { fullName } from '../directory/people.queries.js';
import { Current } from '../platform/current.js';
import { NotFound } from '../platform/errors.js';
import { ExportsService } from '../platform/exports/exports.service.js';
import type { Download } from '../platform/http/reply.js';
import { t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import type { Facts } from './logistics-entry.entity.js';
import { logisticsKind, type LogisticsKindName } from './logistics-kinds.rules.js';
import { factText } from './entry-facts.rules.js';
import { LogisticsPage } from './logistics.pages.js';
import { type EntryRow, LogisticsQueries } from './logistics.queries.js';
import { mayOpenSealed, mayReadKind, mayWriteKind, readableKinds } from './logistics.rules.js';
import { LOGISTICS_STATES } from './logistics.states.js';

export type OpenForm = { form?: FormState } & ({ kind: LogisticsKindName } | { entryId: string });

/** The page of an activity's logistics, as far as this reader may see it; what he may not see is not there. */
@Injectable()
export class LogisticsView {
  constructor(
    private readonly queries: LogisticsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly frame: ActivityFrame,
    private readonly exports: ExportsService,
  ) {}

  /** A fixed number of statements. @throws NotFound */
  async page(
    activityId: string,
    { open, opened }: { open?: OpenForm; opened?: { id: string; facts: Facts } },
  ): Promise<string> {
    const activity = await this.frame.of(activityId, 'logistics', { ownPrimary: open !== undefined });
    const { row, place, members } = await this.around(activityId);
    const { actor } = Current;
    const kinds = readableKinds(actor, place);
    const entries = await this.queries.of(activityId, kinds);
    const mayWrite = (kind: LogisticsKindName) => isOpen(row) && mayWriteKind(actor, logisticsKind(kind), place);
    const travelling = travellingSide(row.kind);
    const asked = open && whichForm(open, entries);
    if (asked) allow(kinds.includes(asked.kind) && mayWrite(asked.kind));
    const props = {
      activityId,
      kinds,
      entries,
      members: members.toSorted((a, b) => Number(b.side === travelling) - Number(a.side === travelling)),
      travellers: members.filter(({ side }) => side === travelling).map(({ id }) => id),
      mayPlan: mayPlan(actor, place),
      mayWrite,
      mayOpen: (kind: LogisticsKindName) => mayOpenSealed(actor, logisticsKind(kind), place),
      mayTake: (kind: LogisticsKindName, to: string, from: string) =>
        isOpen(row) && holdsFor(actor, stepBetween(LOGISTICS_STATES[kind], from, to)?.may ?? [], place),
      open: asked,
      opened,
    };
    return page(<LogisticsPage {...props} />, {
      title: t('logistics.title'),

      activity,
    });
  }

  /** One kind as a file: the rooming list, the list of arrivals. What is sealed is not in it. */
  async file(activityId: string, kind: LogisticsKindName, format: string): Promise<Download> {
    const { place, members } = await this.around(activityId);
    allow(mayReadKind(Current.actor, logisticsKind(kind), place));
    const names = new Map(members.map((member) => [member.id, fullName(member)]));
    const fields = logisticsKind(kind).fields.filter(({ sealed }) => !sealed);
    const entries = await this.queries.of(activityId, [kind]);
    return this.exports.list<EntryRow>(format, {
      name: kind,
      columns: [
        { label: t('logistics.who'), value: (row) => row.members.map((id) => names.get(id)).join(', '), width: 40 },
        ...fields.map((field) => ({
          label: t(`logistics.field.${field.name}`),
          value: (row: EntryRow) => factText(row, field),
        })),
        { label: t('logistics.state'), value: (row) => t(`logistics.state_of.${row.state}`) },
        { label: t('logistics.field.note'), value: (row) => row.note },
      ],
      page: (number) => Promise.resolve(number === 1 ? entries : []),
    });
  }

  /** One entry that the reader may see. @throws NotFound */
  async entry(activityId: string, id: string): Promise<EntryRow> {
    const { place } = await this.around(activityId);
    const entries = await this.queries.of(activityId, readableKinds(Current.actor, place));
    const found = entries.find((entry) => entry.id === id);
    if (!found) throw new NotFound();
    return found;
  }

  async around(
    activityId: string,
  ): Promise<{ row: HeaderRow; place: { id: string; bodyId: string | null }; members: MemberRow[] }> {
    const row = await this.activities.header(activityId);
    const place = { id: row.id, bodyId: row.body_id };
    allow(maySee(Current.actor, place));
    return { row, place, members: await this.activities.members(activityId) };
  }
}

function whichForm(open: OpenForm, entries: readonly EntryRow[]) {
  if ('kind' in open) return { kind: open.kind, form: open.form };
  const entry = entries.find(({ id }) => id === open.entryId);
  return entry && { kind: entry.kind, entry, form: open.form };
}
