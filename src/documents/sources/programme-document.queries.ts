import { Injectable } from '@nestjs/common';
import { ActivitiesQueries, type HeaderRow, type MemberRow } from '../../activities/activities.queries.js';
import { headName } from '../../activities/papers/visit-facts.queries.js';
import { Current } from '../../platform/current.js';
import { formatDay, formatDays } from '../../platform/i18n/format.js';
import { inLanguage, localized, t } from '../../platform/i18n/translate.js';
import { changedLines, editionLine, type LineChange } from '../../programme/editions/edition.rules.js';
import type { Audience } from '../../programme/programme-item.entity.js';
import { type ItemRow, ProgrammeQueries } from '../../programme/programme.queries.js';
import { nameIn } from '../../directory/titles.rules.js';
import { letterheadOf } from '../document-frame.js';
import type { PaperFrame } from '../rendering/paper.js';
import type { DocumentLanguage, DocumentStatus } from '../rendering/document-data.js';
import type {
  GuestProgrammeData,
  GuestProgrammeItem,
  ProgrammeItem,
  ProgrammeData,
  WorkingProgrammeItem,
} from '../rendering/programme-data.js';

/** Templates `transport-plan` and `programme-drivers`. */
export interface TransportData extends PaperFrame {
  dates: string;
  vehicles: { label: string; plate: string; driver: string }[];
  days: { title: string; items: (ProgrammeItem & { start: string; transport: string; passengers: string })[] }[];
}

interface Plan {
  header: HeaderRow;
  members: MemberRow[];
  items: ItemRow[];
  changes: Map<string, LineChange>;
  status: DocumentStatus;
  createdAt: string;
}

/** What the printed programmes say, in the language of the document. A guest's never receives an internal field. */
@Injectable()
export class ProgrammeDocumentQueries {
  constructor(
    private readonly activities: ActivitiesQueries,
    private readonly programme: ProgrammeQueries,
  ) {}

  async working(activityId: string, language: DocumentLanguage): Promise<ProgrammeData> {
    const plan = await this.plan(activityId, language);
    return inLanguage(language, () => ({
      ...this.head(plan, language),
      ...(plan.status.kind === 'edition' && Current.institution.letterhead.signatory
        ? {
            approval: {
              post: localized(Current.institution.letterhead.signatory.post, language),
              name: Current.institution.letterhead.signatory.name,
              date: plan.status.releasedOn,
            },
          }
        : {}),
      delegations: (['guest', 'host'] as const).flatMap((side) => delegation(plan.members, side, language)),
      days: days(plan, language, (item) => workingItem(item, plan, language)),
    }));
  }

  /** The days for a paper that many read: of a confidential line, the hours alone. */
  async outline(activityId: string, language: DocumentLanguage) {
    const plan = await this.plan(activityId, language);
    return inLanguage(language, () =>
      days(plan, language, (item): GuestProgrammeItem => {
        const line = guestItem(item, plan, language);
        if (!item.confidential) return line;
        return { from: line.from, ...(line.to ? { to: line.to } : {}), title: t('programme.confidential_line') };
      }),
    );
  }

  /** What guests, or another audience outside, may know; nothing confidential. */
  async guest(
    activityId: string,
    language: DocumentLanguage,
    audience: Audience = 'guest',
  ): Promise<GuestProgrammeData> {
    const plan = await this.plan(activityId, language);
    const forGuests = {
      ...plan,
      items: plan.items.filter((item) => item.audiences.includes(audience) && !item.confidential),
    };
    return inLanguage(language, () => ({
      ...this.head(plan, language),
      delegation: delegation(plan.members, 'guest', language)[0] ?? { title: '', members: [] },
      days: days(forGuests, language, (item) => guestItem(item, plan, language)),
    }));
  }

  /**
   * Every journey: when, from where, to where, in what and who rides. Cancelled lines stay, struck through; a confidential
   * one tells when and where, and no more.
   */
  async transport(activityId: string, language: DocumentLanguage): Promise<TransportData> {
    const plan = await this.plan(activityId, language);
    const driven = { ...plan, items: plan.items.filter((item) => item.vehicles.length > 0) };
    let before = '';
    return inLanguage(language, () => ({
      ...this.head(plan, language),
      vehicles: [...new Map(driven.items.flatMap((item) => item.vehicles).map((one) => [one.id, one])).values()],
      days: days(driven, language, (item) => {
        const stop = guestItem(item, plan, language);
        const start = before;
        before = stop.venue ?? before;
        return {
          ...stop,
          start,
          ...(item.confidential ? { title: t('programme.confidential_line') } : {}),
          transport: item.vehicles.map((one) => one.label).join(', '),
          passengers: item.confidential ? '' : item.participants.map((one) => nameIn(one, language)).join(', '),
        };
      }),
    }));
  }

  private async plan(activityId: string, language: DocumentLanguage): Promise<Plan> {
    const header = await this.activities.header(activityId);
    const members = await this.activities.members(activityId);
    const items = await this.programme.items(activityId);
    const editions = await this.programme.editions(activityId, 2);
    const lines = items.map(editionLine);
    const last = editions[0];
    const isReleased = last !== undefined && changedLines(last.content, lines).length === 0;
    const status: DocumentStatus = isReleased
      ? {
          kind: 'edition',
          number: last.number,
          releasedOn: formatDay(last.released_at.toZonedDateTimeISO(header.time_zone).toPlainDate(), 'long', language),
        }
      : { kind: 'draft' };
    const before = isReleased ? editions[1] : last;
    const changes = before ? changedLines(before.content, lines) : [];
    // Part of the data, so that the same plan gives the same bytes.
    const createdAt = (isReleased ? last.released_at : Temporal.Now.instant()).round('second').toString();
    return {
      header,
      members,
      items,
      status,
      createdAt,
      changes: new Map(changes.map((change) => [change.id, change])),
    };
  }

  private head({ header, status, createdAt }: Plan, language: DocumentLanguage) {
    const head = headName(header, language);
    const post = header.head_post ? localized(header.head_post, language) : '';
    return {
      letterhead: letterheadOf(language),
      createdAt,
      status,
      title: localized(header.title, language),
      ...(head ? { subtitle: [head, post].filter(Boolean).join(', ') } : {}),
      dates: [formatDays(header.starts_on, header.ends_on, language), header.city].filter(Boolean).join(' · '),
    };
  }
}

function delegation(members: readonly MemberRow[], side: 'host' | 'guest', language: DocumentLanguage) {
  const own = members.filter((member) => member.side === side);
  if (own.length === 0) return [];
  return [
    {
      title: localized(own[0]!.organisation_name, language),
      members: own.map((member) => ({
        name: nameIn(member, language),
        ...(member.post_label ? { post: localized(member.post_label, language) } : {}),
      })),
    },
  ];
}

function days<Item>(plan: Pick<Plan, 'items' | 'header'>, language: DocumentLanguage, draw: (item: ItemRow) => Item) {
  const byDay = new Map<string, Item[]>();
  for (const item of plan.items) {
    const day = item.starts_at.toZonedDateTimeISO(plan.header.time_zone).toPlainDate().toString();
    byDay.set(day, [...(byDay.get(day) ?? []), draw(item)]);
  }
  return [...byDay]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, items]) => ({ title: formatDay(Temporal.PlainDate.from(day), 'weekday', language), items }));
}

function guestItem(item: ItemRow, plan: Plan, language: DocumentLanguage): GuestProgrammeItem {
  // One clock for the whole paper, the place's: a flight that leaves elsewhere has its own beside it.
  const from = item.starts_at.toZonedDateTimeISO(plan.header.time_zone);
  const to = item.ends_at.toZonedDateTimeISO(plan.header.time_zone);
  const other = plan.header.partner_time_zone;
  const clock = (at: Temporal.PlainDateTime | Temporal.ZonedDateTime) =>
    at.toPlainTime().toString({ smallestUnit: 'minute' });
  const elsewhere = other
    ? { from: item.starts_at.toZonedDateTimeISO(other), to: item.ends_at.toZonedDateTimeISO(other) }
    : null;
  const differs = elsewhere !== null && clock(elsewhere.from) !== clock(from);
  const change = plan.changes.get(item.id);
  const mark = item.cancelled ? 'cancelled' : change?.kind === 'added' ? 'new' : change ? 'changed' : undefined;
  return {
    from: clock(from),
    to: clock(to),
    ...(to.toPlainDate().equals(from.toPlainDate()) ? {} : { nextDay: '+1' }),
    ...(differs && elsewhere
      ? {
          otherZone: {
            from: clock(elsewhere.from),
            to: clock(elsewhere.to),
            zone: other!.split('/').at(-1)!.replaceAll('_', ' '),
          },
        }
      : {}),
    title: localized(item.title, language),
    ...(item.venue_name ? { venue: localized(item.venue_name, language) } : {}),
    ...(item.venue_address ? { address: item.venue_address } : {}),
    ...(item.dress ? { dress: item.dress } : {}),
    ...(mark ? { mark: mark as 'new' | 'changed' | 'cancelled' } : {}),
  };
}

function workingItem(item: ItemRow, plan: Plan, language: DocumentLanguage): WorkingProgrammeItem {
  const { starts_at: _, ...rest } = item;
  const side = (wanted: 'host' | 'guest') =>
    item.participants.filter((one) => one.side === wanted).map((one) => nameIn(one, language));
  const optional = <K extends string>(name: K, value: string | null | undefined) => (value ? { [name]: value } : {});
  return {
    ...guestItem(item, plan, language),
    ...(side('host').length > 0 ? { ourSide: side('host') } : {}),
    ...(side('guest').length > 0 ? { guests: side('guest') } : {}),
    ...optional('transport', rest.vehicles.map((one) => [one.label, one.plate].filter(Boolean).join(', ')).join('; ')),
    ...optional(
      'interpreter',
      rest.interpreters.map((one) => `${one.name} (${one.pair.toUpperCase().replace('-', '–')})`).join('; '),
    ),
    ...optional('menu', rest.menu),
    ...optional('honours', rest.flags),
    ...optional('gift', rest.gift),
    ...optional('press', rest.press),
    ...(rest.responsible ? { responsible: { name: rest.responsible } } : {}),
    ...optional('internalNote', [rest.talking_points, rest.internal_note].filter(Boolean).join(' — ')),
  };
}
