import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { writeAll } from '../../platform/database/write-all.js';
import { EventsService } from '../../platform/events/events.service.js';
import { interfaceLanguages } from '../../platform/i18n/languages.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { choice, day, text, WrongCell } from '../../platform/imports/cells.js';
import {
  type ImportField,
  type ImportKind,
  ImportKinds,
  type Planned,
  type Problem,
  type Progress,
  type SourceRow,
} from '../../platform/imports/import-kinds.registry.js';
import type { Organisation } from '../../directory/organisation.entity.js';
import { Activity, ActivityStep } from '../activity.entity.js';
import { type VisitDirection, VisitDirections, type VisitFacts, type VisitStage } from '../visit-imports.registry.js';
import { VisitPartners } from './visit-partners.service.js';

interface Values {
  key?: string;
  title?: string;
  partner?: string;
  direction?: 'incoming' | 'outgoing';
  startsOn: Temporal.PlainDate;
  endsOn?: Temporal.PlainDate;
  city?: string;
  stage?: VisitStage;
  category?: string;
  purpose?: string;
  basis?: string;
}

type Record = VisitFacts & { direction: VisitDirection; isNew: boolean };

const CATEGORIES = ['state', 'official', 'working', 'private', 'transit'];
const SOURCE = 'import:';

/** What was before, and what is planned already: visits from sheets and calendars, so that an office starts with its history. */
@Injectable()
export class VisitsImport implements ImportKind, OnModuleInit {
  readonly id = 'visits';
  readonly label = 'activities.import.visits';
  readonly hint = 'activities.import.visits_hint';
  readonly order = 60;
  readonly permission = 'activities.plan';
  readonly home = 'receptions';

  constructor(
    private readonly db: Db,
    private readonly kinds: ImportKinds,
    private readonly directions: VisitDirections,
    private readonly partners: VisitPartners,
    private readonly events: EventsService,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  readonly fields = async (): Promise<ImportField[]> => [
    { ...field('startsOn', 'activities.sheet.starts-on', day, ['dtstart', 'start', 'from', 'date', 'début', 'дата', 'начало', 'с']), required: true },
    field('endsOn', 'activities.sheet.ends-on', day, ['dtend', 'end', 'until', 'to', 'fin', 'окончание', 'по']),
    { ...field('title', 'activities.sheet.title', text(300), ['summary', 'visit', 'event', 'subject', 'objet', 'visite', 'визит', 'мероприятие']), mayShare: true },
    { ...field('partner', 'activities.sheet.partner', text(300), ['parliament', 'delegation', 'country', 'organisation', 'parlement', 'délégation', 'pays', 'парламент', 'делегация', 'страна']), mayShare: true },
    field('direction', 'activities.import.direction', choice({ incoming: words('activities.import.incoming', 'in', 'reception', 'received'), outgoing: words('activities.import.outgoing', 'out', 'mission') }), ['type', 'kind', 'sens', 'вид']),
    field('city', 'activities.sheet.city', text(120), ['location', 'place', 'lieu', 'место']),
    field('stage', 'activities.sheet.state', choice({ held: words('activities.import.held', 'done', 'completed', 'closed'), planned: words('activities.import.planned', 'confirmed', 'tentative', 'proposed'), cancelled: words('activities.import.cancelled', 'canceled') }), ['status', 'statut', 'статус']),
    field('category', 'activities.import.category', text(40), ['categories', 'format', 'level']),
    field('purpose', 'activities.import.purpose', text(4000), ['description', 'aim', 'but', 'цель', 'описание']),
    field('basis', 'activities.import.basis', text(2000), ['ground', 'fondement', 'основание']),
    field('key', 'activities.import.number', text(250), ['uid', 'number', 'no', 'id', 'code', 'номер']),
    field('repeats', 'activities.import.repeats_label', refuseRepeating, ['rrule']),
  ]; // prettier-ignore

  keyOf({ values }: SourceRow): string {
    const { key, title, partner, direction, startsOn } = values as unknown as Values;
    return key ?? JSON.stringify([direction, partner ?? title, startsOn]);
  }

  async plan(rows: SourceRow[], { report }: Progress): Promise<Planned[]> {
    const values = rows.map((row) => row.values as unknown as Values);
    const partnerOf = await this.partners.over(values);
    const there = await this.known(values);
    await report(0.8);
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    return rows.map(({ n }, at): Planned => {
      const one = values[at]!;
      const partner = partnerOf(one);
      const direction = this.directions.find(one.direction ?? 'incoming');
      const wrong = (problem: Problem): Planned => ({ n, label: one.title ?? one.partner ?? '', verdict: 'wrong', changes: [], problems: [problem] }); // prettier-ignore
      if (partner === 'several') return wrong({ key: 'activities.import.several_partners', field: 'partner' });
      if (partner === 'unknown') return wrong({ key: 'activities.import.unknown_partner', field: 'partner' });
      if (!direction) return wrong({ key: 'activities.import.no_direction', field: 'direction' });
      if (!direction.may(Current.actor)) return wrong({ key: 'activities.import.not_yours' });
      if (!partner && !one.title) return wrong({ key: 'activities.import.no_title', field: 'title' });
      const endsOn = one.endsOn ?? one.startsOn;
      if (Temporal.PlainDate.compare(endsOn, one.startsOn) < 0)
        return wrong({ key: 'activities.error.dates_reversed', field: 'endsOn' });
      return planned(n, { ...one, endsOn }, { partner, direction, before: there(one, partner, direction), today });
    });
  }

  async apply(rows: Planned[], { report }: Progress): Promise<void> {
    const records = rows.map(({ record }) => record as Record);
    await writeAll(this.db, Activity, records.map(({ activity }) => activity), (part) => report(part * 0.5)); // prettier-ignore
    const fresh = records.filter(({ isNew }) => isNew);
    for (let from = 0; from < fresh.length; from += 500)
      await this.db.repo(ActivityStep).insert(fresh.slice(from, from + 500).map(stepOf));
    for (const [direction, some] of Map.groupBy(fresh, ({ direction: of }) => of)) await direction.add(some);
    // A fact of its own: what follows from a visit as it happens (reports due, invitations) does not follow from history.
    await this.events.recordAll(
      records.map(({ activity, isNew }) => ({
        type: isNew ? 'activity.imported' : 'activity.revised',
        subject: activity.id,
        activityId: activity.id,
      })),
    );
    await report(1);
  }

  /** What is there of these days, or came from the same list. */
  private async known(values: Values[]) {
    const all = await this.db
      .repo(Activity)
      .createQueryBuilder('a')
      .where('a.institutionId = :house', { house: Current.institutionId })
      .andWhere('(a.startsOn = any(:days) or a.sourceKey = any(:keys))', {
        days: [...new Set(values.map(({ startsOn }) => String(startsOn)))],
        keys: values.flatMap(({ key }) => (key === undefined ? [] : [SOURCE + key])),
      })
      .getMany();
    const byKey = new Map(all.map((one) => [one.sourceKey, one]));
    return (one: Values, partner: Organisation | null, { kind }: VisitDirection): Activity | null =>
      (one.key === undefined ? undefined : byKey.get(SOURCE + one.key)) ??
      all.find(
        (there) =>
          there.kind === kind &&
          there.startsOn.equals(one.startsOn) &&
          (partner ? there.partnerId === partner.id : Object.values(there.title).includes(one.title ?? '')),
      ) ?? // prettier-ignore
      null;
  }
}

interface Around {
  partner: Organisation | null;
  direction: VisitDirection;
  before: Activity | null;
  today: Temporal.PlainDate;
}

function planned(n: number, one: Values & { endsOn: Temporal.PlainDate }, around: Around): Planned {
  const { partner, direction, before, today } = around;
  const language = Current.institution.locales[0] ?? 'en';
  const name = one.title ?? t(`activities.import.title_${direction.direction}`, { partner: localized(partner!.name) });
  // A visit that is being worked on here knows more of itself than an old list.
  if (before && !before.sourceKey?.startsWith(SOURCE))
    return { n, label: name, verdict: 'unchanged', changes: [], problems: [] };
  const stage = one.stage ?? (Temporal.PlainDate.compare(one.endsOn, today) < 0 ? 'held' : 'planned');
  const activity = before ?? new Activity();
  const shown = (of: Activity) => [localized(of.title), `${of.startsOn}–${of.endsOn}`, of.city];
  const was = before ? shown(before) : [];
  if (!before)
    Object.assign(activity, {
      kind: direction.kind,
      state: direction.states[stage],
      title: { [language]: name },
      partnerId: partner?.id ?? null,
      bodyId: null,
      timeZone: Current.institution.timeZone,
      partnerTimeZone: null,
      city: '',
      responsibleId: null,
      sourceKey: `${SOURCE}${one.key ?? activity.id}`,
    });
  activity.setDates(one.startsOn, one.endsOn);
  if (one.title) activity.title = { ...activity.title, [language]: one.title };
  if (one.city !== undefined) activity.city = one.city;
  const is = shown(activity);
  const fields = ['title', 'startsOn', 'city'];
  const changes = before
    ? fields.flatMap((field_, i) => (was[i] === is[i] ? [] : [{ field: field_, from: was[i] ?? '', to: is[i] ?? '' }]))
    : [];
  const category = CATEGORIES.find((word) => one.category?.toLowerCase().includes(word));
  const record: Record = {
    activity,
    direction,
    category,
    purpose: one.purpose ?? '',
    basis: one.basis ?? '',
    isNew: !before,
  };
  const verdict = before ? (changes.length > 0 ? 'changed' : 'unchanged') : 'new';
  return { n, label: `${name} · ${one.startsOn}`, verdict, changes, problems: [], record };
}

function stepOf({ activity }: Record): ActivityStep {
  return Object.assign(new ActivityStep(), {
    activityId: activity.id,
    fromState: '',
    toState: activity.state,
    actorId: Current.maybeActor?.accountId ?? null,
    reason: null,
  });
}

function refuseRepeating(): never {
  throw new WrongCell('activities.import.repeats');
}

function words(key: string, ...more: string[]): string[] {
  return [...interfaceLanguages.map((tag) => t(key, {}, tag)), ...more];
}

function field(name: string, key: string, read: ImportField['read'], headings: string[]): ImportField {
  return { name, label: t(key), headings: [...words(key), ...headings], read };
}
