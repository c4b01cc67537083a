import { ActivityKinds } from '../activities/activity-kinds.registry.js';
import type { MemberRole } from '../activities/activity.entity.js';
import { DelegationsService } from '../activities/delegations.service.js';
import { CalendarEntriesService } from '../calendar/calendar-entries.service.js';
import { FeedsService } from '../calendar/feeds.service.js';
import { CostsService } from '../costs/costs.service.js';
import { type Actor, Current } from '../platform/current.js';
import { EditionsService } from '../programme/editions/editions.service.js';
import { ProgrammeService } from '../programme/programme.service.js';
import { RequestedMeetingsService } from '../programme/requested-meetings.service.js';
import { ReportOpening } from '../reports/report-opening.service.js';
import { MissionPlanService } from '../missions/mission-plan.service.js';
import { MissionsService } from '../missions/missions.service.js';
import { ReceptionsService } from '../receptions/receptions.service.js';
import { leadTo } from './activity-seeds.js';
import { inHouseLanguage, personId } from './directory-seeds.js';
import { itemTimes } from './house-seed.js';
import type { HouseSeed, SeedActivity, SeedItem } from './house-seed.schema.js';
import { bodyId } from './seed-bodies.js';
import { seedCall } from './seed-call.js';
import { seedFollowUp } from './seed-follow-up.js';
import { seedInvitations } from './seed-invitations.js';
import { seedLogistics } from './seed-logistics.js';
import { ownId } from './source-ids.js';
import type { Stage } from './stage.js';

export interface SeedContext {
  today: Temporal.PlainDate;
  organisations: ReadonlyMap<string, string>;
  venues: ReadonlyMap<string, string>;
  vehicles: ReadonlyMap<string, string>;
  interpreters: ReadonlyMap<string, string>;
  /** Who acts, by the role that the desk, protocol and approval need. */
  staff: readonly Actor[];
}

/** The activities of the story whose kinds the application knows, each with its delegations, programme and state. */
export async function seedActivities(stage: Stage, seed: HouseSeed, context: SeedContext): Promise<void> {
  const known = new Set(stage.get(ActivityKinds).all.map(({ kind }) => kind));
  const people = new Map(seed.people.map((person) => [person.key, person]));
  for (const activity of seed.activities) {
    if (!known.has(activity.kind)) continue;
    const id = ownId('activity', activity.key);
    const play = { reception: ActivitySeed, mission: MissionSeed }[activity.kind as 'reception' | 'mission'];
    if (play) await stage.once('activity', id, () => new play(stage, seed, activity, id, people, context).play());
  }
}

const RELEASED = ['programme-approved', 'in-progress', 'preparing', 'underway', 'completed', 'report-due', 'reported'];

class ActivitySeed {
  private readonly programme: ProgrammeService;

  constructor(
    protected readonly stage: Stage,
    private readonly seed: HouseSeed,
    protected readonly activity: SeedActivity,
    protected readonly id: string,
    private readonly people: ReadonlyMap<string, HouseSeed['people'][number]>,
    protected readonly context: SeedContext,
  ) {
    this.programme = stage.get(ProgrammeService);
  }

  async play(): Promise<void> {
    const { activity, id, stage } = this;
    const state = activity.state.toLowerCase().replaceAll('_', '-');
    await this.propose();
    await this.delegation('host', this.context.organisations.get('house')!, activity.delegations.host);
    await this.delegation('guest', this.context.organisations.get(activity.partner)!, activity.delegations.guest);
    for (const item of activity.programme) await this.place(item);
    for (const request of activity.requested)
      await Current.run({ actor: this.as('protocol') }, () =>
        stage.get(RequestedMeetingsService).ask(id, { ...request, askedOn: this.context.today, note: null }),
      );
    if (activity.kind === 'reception')
      await Current.run({ actor: this.as('protocol') }, () => seedLogistics(stage, activity, id, this.context.today));
    await seedCall(stage, activity, id, this.context);
    await leadTo(stage, id, state, this.context.staff, (to) => this.before(to));
    const isReleased = RELEASED.includes(state);
    if (isReleased) await stage.get(CalendarEntriesService).derive(id);
    const item = isReleased
      ? activity.programme.find(({ type }) => type === 'meal' || type === 'reception')
      : undefined;
    const protocol = this.as('protocol');
    await Current.run({ actor: protocol }, async () => {
      if (item) await seedInvitations(stage, this.seed, activity, id, { item, id: this.itemId(item) });
      if (isReleased) await this.subscribe();
    });
    const desk = this.as('desk-officer');
    await Current.run({ actor: desk }, () =>
      seedFollowUp(stage, this.seed, activity, id, { ...this.context, accountId: desk?.accountId ?? null }),
    );
    if (state === 'completed' || state === 'report-due')
      await Current.run({ actor: this.as('desk-officer') }, () => stage.get(ReportOpening).open(id));
  }

  /** What a step asks for: a released programme, and what took place before it is called over. */
  protected async before(to: string): Promise<void> {
    await Current.run({ actor: this.as('protocol') }, async () => {
      if (to === 'programme-approved' || (to === 'preparing' && this.activity.programme.length > 0))
        await this.stage.get(EditionsService).release(this.id);
      if (to !== 'completed') return;
      for (const item of this.activity.programme) await this.programme.carryOut(this.itemId(item), 'held', null);
    });
  }

  private subscribe(): Promise<unknown> {
    const name = inHouseLanguage(this.activity.title);
    return this.stage.get(FeedsService).subscribe({
      scopeKind: 'activity',
      scopeId: this.id,
      name,
      language: 'en',
      sourceKey: `house/${this.activity.key}`,
    });
  }

  protected propose(): Promise<unknown> {
    const { activity, context } = this;
    return Current.run({ actor: this.as('desk-officer') }, () =>
      this.stage.get(ReceptionsService).propose({
        id: this.id,
        sourceKey: `house/${activity.key}`,
        title: activity.title,
        partnerId: context.organisations.get(activity.partner)!,
        bodyId: activity.body ? bodyId(activity.body) : null,
        startsOn: context.today.add({ days: activity.startsDay }),
        endsOn: context.today.add({ days: activity.endsDay }),
        timeZone: activity.timeZone,
        city: inHouseLanguage(activity.city),
        category: activity.category ?? 'working',
        basis: activity.basis ? inHouseLanguage(activity.basis) : '',
        purpose: inHouseLanguage(activity.purpose),
      }),
    );
  }

  private async delegation(side: 'host' | 'guest', organisation: string, keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const delegations = this.stage.get(DelegationsService);
    const { id } = await delegations.open(this.id, side, organisation);
    for (const [place, key] of keys.entries()) {
      const person = this.people.get(key)!;
      await delegations.add(id, {
        personId: personId(key, person.name),
        role: (place === 0 ? 'head' : 'member') satisfies MemberRole,
        postLabel: person.posts[0]?.label ?? null,
      });
    }
  }

  private place(item: SeedItem): Promise<unknown> {
    const { startsAt, endsAt } = itemTimes(item, this.context.today);
    const { timeZone } = this.activity;
    const side = (name: 'host' | 'guest') =>
      item[name].map((key) => ({ personId: personId(key, this.people.get(key)!.name), side: name }));
    return Current.run({ actor: this.as('protocol') }, () =>
      this.programme.place(
        this.id,
        {
          type: item.type,
          title: item.title,
          start: startsAt,
          startZone: timeZone,
          end: endsAt,
          endZone: timeZone,
          venueId: item.venue ? this.context.venues.get(item.venue)! : null,
          participants: [...side('host'), ...side('guest')],
          interpreters: item.interpreters.map((key) => ({
            interpreterId: this.context.interpreters.get(key)!,
            pair: 'fr-ru',
          })),
          vehicles: item.vehicles.map((key) => this.context.vehicles.get(key)!),
          audiences: item.confidential
            ? ['working']
            : ['guest', 'working', 'pocket', ...(item.vehicles.length > 0 ? (['drivers'] as const) : [])],
          track: null,
          confidential: item.confidential,
          dress: null,
          menu: null,
          flags: null,
          gift: null,
          press: null,
          talkingPoints: null,
          internalNote: null,
          responsible: null,
        },
        { id: this.itemId(item), sourceKey: item.key },
      ),
    );
  }

  private itemId(item: SeedItem): string {
    return ownId('item', this.activity.key, item.key);
  }

  protected as(role: string): Actor | undefined {
    return this.context.staff.find(({ grants }) => grants.some((grant) => grant.role === role));
  }
}

/** A journey of ours: its order, its rides, and the word of those who are asked. */
class MissionSeed extends ActivitySeed {
  protected override async propose(): Promise<void> {
    const { activity, context, stage, id } = this;
    const {
      legs = [],
      tasks = [],
      directives = [],
      call: _,
      ...order
    } = activity.mission ?? { kind: 'bilateral' as const };
    const day = (n: number) => context.today.add({ days: n });
    await Current.run({ actor: this.as('desk-officer') }, async () => {
      await stage.get(MissionsService).propose({
        id,
        sourceKey: `house/${activity.key}`,
        title: activity.title,
        partnerId: context.organisations.get(activity.partner)!,
        bodyId: activity.body ? bodyId(activity.body) : null,
        startsOn: day(activity.startsDay),
        endsOn: day(activity.endsDay),
        timeZone: activity.timeZone,
        city: inHouseLanguage(activity.city),
        basis: activity.basis ? inHouseLanguage(activity.basis) : '',
        purpose: inHouseLanguage(activity.purpose),
        countries: [activity.country],
        ...order,
      });
      const plan = stage.get(MissionPlanService);
      const worded = (kind: 'task' | 'directive') => (content: string) => ({ kind, content, responsible: '' });
      await plan.setTasks(id, [...tasks.map(worded('task')), ...directives.map(worded('directive'))], 1);
      const rides = legs.map(({ from, to, departs, departsDay, arrives, arrivesDay, number = '', ...leg }) => ({
        ...leg,
        number,
        fromPlace: from,
        toPlace: to,
        departs: day(departsDay).toPlainDateTime(Temporal.PlainTime.from(departs)),
        arrives: day(arrivesDay).toPlainDateTime(Temporal.PlainTime.from(arrives)),
        note: '',
      }));
      if (rides.length > 0) await plan.setLegs(id, rides, 2);
    });
  }

  protected override async before(to: string): Promise<void> {
    await super.before(to);
    if (to !== 'approved') return;
    await Current.run({ actor: this.as('head-intl') }, () =>
      this.stage.get(MissionPlanService).clear(this.id, 'head-intl', ''),
    );
    const costs = this.stage.get(CostsService);
    await Current.run({ actor: this.as('desk-officer') }, async () => {
      await costs.enter(this.id, {
        of: 'estimate',
        category: 'transport',
        payer: 'sender',
        claimed: false,
        label: this.activity.mission?.legs[0]?.number ?? '',
        minor: 53_300,
        currency: 'EUR',
      });
      await costs.submit(this.id);
    });
    await Current.run({ actor: this.as('finance') }, () => costs.clear(this.id));
  }
}
