import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { type PaperData, type PaperLanguage, Papers } from '../activities/papers.registry.js';
import { readName } from '../directory/titles.rules.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { formatCountry, formatDay, formatInstant } from '../platform/i18n/format.js';
import { type Language, publicLanguages } from '../platform/i18n/languages.js';
import { localized, t } from '../platform/i18n/translate.js';
import { hasFlag } from '../platform/web/components/names.js';
import { flagPicture } from './flag-picture.js';
import { type PlanRow, SeatingQueries } from './seating.queries.js';
import { SeatingPlan } from './seating-plan.entity.js';
import { SeatingService } from './seating.service.js';
import { layoutOf, type Seat } from './shapes.rules.js';
import type { SeatedPerson } from './sitters.queries.js';
import { boardName, chairName } from './seating.words.js';

export const SEATING_PAPERS = ['seating-plan', 'place-cards'] as const;

/** The room from above with who sits where, and the cards on the tables: a paper of each for every plan. */
@Injectable()
export class SeatingPapers implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly papers: Papers,
    private readonly seating: SeatingService,
    private readonly queries: SeatingQueries,
    private readonly activities: ActivitiesQueries,
  ) {}

  onModuleInit(): void {
    for (const [n, kind] of SEATING_PAPERS.entries())
      this.papers.register({
        kind,
        label: `seating.paper.${kind}`,
        group: 'table',
        order: 10 + n,
        permission: 'seating.see',
        missing: async (activityId) => ((await this.queries.count(activityId)) > 0 ? null : 'seating.missing'),
        subjects: async (activityId) =>
          (await this.queries.plans(activityId)).map((row) => ({ id: row.id, name: occasionOf(row) })),
        data: (activityId, language, planId) =>
          kind === 'seating-plan' ? this.plan(activityId, language, planId) : this.cards(activityId, language, planId),
      });
  }

  private async plan(activityId: string, language: PaperLanguage, planId: string | null): Promise<PaperData> {
    const { time_zone: zone, title } = await this.activities.header(activityId);
    const { row, plan, seats, layout } = await this.seated(activityId, planId);
    const seated = seats.flatMap(({ seat, person }) => (person ? [{ seat, person }] : []));
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    return {
      title: occasionOf(row),
      status: { kind: 'asOf', day: formatDay(today, 'long') },
      activity: localized(title),
      when: row.starts_at ? formatInstant(row.starts_at, zone, 'weekday') : '',
      room: {
        width: layout.width,
        height: layout.height,
        boards: layout.boards.map((board, n) => ({
          ...board,
          name: boardName(plan, board, n),
        })),
        seats: seats.map(({ seat: { table, x, y, honour }, person }) => ({
          table,
          x,
          y,
          number: honour + 1,
          ...(person && { name: written(person, language), side: person.side }),
        })),
      },
      people: seated
        .map(({ seat, person }) => ({ name: written(person, language), chair: chairName(plan, seat) }))
        .toSorted((a, b) => a.name.localeCompare(b.name, language)),
    };
  }

  private async cards(activityId: string, language: PaperLanguage, planId: string | null): Promise<PaperData> {
    const { row, seats } = await this.seated(activityId, planId);
    const people = seats.flatMap(({ person }) => person ?? []);
    const codes = new Set(people.flatMap(({ country }) => (hasFlag(country) ? [country.toLowerCase()] : [])));
    return {
      title: `${t('seating.paper.place-cards')} · ${occasionOf(row)}`,
      cards: people.map((person) => cardOf(person, language)),
      // Each once, whoever comes from there: some are drawings of two hundred kilobytes.
      flags: Object.fromEntries(
        await Promise.all([...codes].map(async (code) => [code, await flagPicture(code)] as const)),
      ),
    };
  }

  private async seated(activityId: string, planId: string | null) {
    const row = (await this.queries.plans(activityId)).find(({ id }) => id === planId);
    if (!row) throw new NotFound();
    const plan = await this.db.one(SeatingPlan, row.id);
    const people = await this.seating.people(plan);
    const layout = layoutOf(plan.shape, plan.tables);
    const byKey = new Map(people.map((one) => [one.key, one]));
    const sitting = new Map(plan.placesOf(people).map((place) => [`${place.table}.${place.seat}`, place.key]));
    const personAt = (seat: Seat) => byKey.get(sitting.get(`${seat.table}.${seat.seat}`) ?? '');
    return { row, plan, layout, seats: layout.seats.map((seat) => ({ seat, person: personAt(seat) })) };
  }
}

const occasionOf = ({ title }: PlanRow) => (title ? localized(title) : t('seating.whole'));

/** With the titles as the language of the paper has them; a guest's letter may be in another. */
const written = ({ name }: SeatedPerson, language: PaperLanguage) => readName(name, language).written;

/** A name in the language of the house and in the guest's own. */
function cardOf(person: SeatedPerson, language: PaperLanguage) {
  const own = publicLanguages.find((one) => one !== language && person.languages.includes(one)) as Language | undefined;
  const words = (text: SeatedPerson['post'], tag: Language) => (typeof text === 'string' ? text : localized(text, tag));
  const name = written(person, language);
  const post = words(person.post, language);
  const second = own ? words(person.post, own) : '';
  return {
    name,
    secondName: person.nativeName && person.nativeName !== name ? person.nativeName : '',
    post: post || words(person.organisation, language),
    organisation: second === post ? '' : second,
    flag: person.country?.toLowerCase() ?? '',
    country: person.country ? formatCountry(person.country, language) : '',
  };
}
