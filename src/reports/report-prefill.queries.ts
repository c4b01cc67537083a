import { Injectable } from '@nestjs/common';
import { ActivitiesQueries, type MemberRow } from '../activities/activities.queries.js';
import { type Activity, travellingSide } from '../activities/activity.entity.js';
import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import { Deadlines, type Reckoned } from '../institution/deadlines/deadlines.service.js';
import type { LocalizedText } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import { type ItemRow, ProgrammeQueries } from '../programme/programme.queries.js';
import { triggerOf } from './report-deadlines.service.js';
import type { FactItem, PlannedGift, ReportFacts } from './report-facts.entity.js';

/** Lines at which somebody was met: each gets a section of its own. */
const MEETINGS: readonly string[] = ['meeting', 'negotiation', 'courtesy-call', 'signing'];

/** What took place, as far as the plan knows it. */
@Injectable()
export class ReportPrefill {
  constructor(
    private readonly activities: ActivitiesQueries,
    private readonly kinds: ActivityKinds,
    private readonly programme: ProgrammeQueries,
    private readonly deadlines: Deadlines,
  ) {}

  /** Facts and the text to begin with. Confidential lines of the programme stay out: a report is read by many. */
  async of(
    activityId: string,
    language: string,
  ): Promise<{ facts: ReportFacts; purpose: string; gifts: PlannedGift[] }> {
    const header = await this.activities.header(activityId);
    const members = await this.activities.members(activityId);
    const brief = (await this.kinds.of(header.kind).brief?.(activityId)) ?? { basis: '', purpose: '', topics: [] };
    const items = (await this.programme.items(activityId)).filter((item) => !item.confidential);
    const posts = new Map(members.map((member) => [member.person_id, member.post_label]));
    const partner = header.partner_name ? localized(header.partner_name, language) : '';
    const facts: ReportFacts = {
      title: header.title,
      partner: header.partner_name,
      startsOn: header.starts_on.toString(),
      endsOn: header.ends_on.toString(),
      place: header.city,
      basis: brief.basis,
      topics: brief.topics,
      delegation: members
        .filter(({ side }) => side === travellingSide(header.kind))
        .map((one) => ({ name: nameOf(one), post: one.post_label, role: one.role })),
      programme: items.map((item) => ({
        ...factItem(item, header.time_zone),
        outcome: outcomeOf(item),
        note: item.execution_note,
      })),
      meetings: items
        .filter((item) => MEETINGS.includes(item.type) && outcomeOf(item) !== 'dropped')
        .map((item) => ({ ...factItem(item, header.time_zone), participants: participantsOf(item, posts) })),
      tables: { proposals: { version: 1, rows: [] } },
    };
    const gifts = items
      .filter((item) => outcomeOf(item) !== 'dropped')
      .flatMap(({ gift, starts_at_local }) =>
        gift ? [{ description: gift, party: partner || '–', day: starts_at_local.toPlainDate() }] : [],
      );
    return { facts, purpose: brief.purpose, gifts };
  }

  /** When it is due by the rule that is on, counted from the last day: of a journey from the return, else from the visit's end. */
  deadline({ kind, endsOn }: Pick<Activity, 'kind' | 'endsOn'>): Promise<Reckoned> {
    return this.deadlines.due('report', triggerOf(kind), endsOn);
  }
}

/** What nobody marked was held: the visit is over. */
export function outcomeOf(item: ItemRow): 'held' | 'changed' | 'dropped' {
  return item.execution ?? (item.cancelled ? 'dropped' : 'held');
}

/** A line by the clocks of the visit, as its programme has it, wherever it began or ended. */
function factItem(item: ItemRow, zone: string): FactItem {
  const [starts, ends] = [item.starts_at, item.ends_at].map((at) => at.toZonedDateTimeISO(zone)) as [
    Temporal.ZonedDateTime,
    Temporal.ZonedDateTime,
  ];
  const clock = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    id: item.id,
    day: starts.toPlainDate().toString(),
    from: clock(starts),
    to: clock(ends),
    title: item.title,
    venue: item.venue_name,
  };
}

function participantsOf(
  item: ItemRow,
  posts: ReadonlyMap<string, LocalizedText | null>,
): ReportFacts['meetings'][number]['participants'] {
  return item.participants.map((one) => ({
    name: nameOf(one),
    post: posts.get(one.person_id) ?? null,
    side: one.side,
  }));
}

function nameOf(person: Pick<MemberRow, 'honorific' | 'given_name' | 'family_name'>): string {
  return [person.honorific, person.given_name, person.family_name].filter(Boolean).join(' ');
}
