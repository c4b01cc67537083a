import { Injectable } from '@nestjs/common';
import type { PaperLanguage } from '../activities/papers.registry.js';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { PaperRendering } from '../documents/paper-rendering.service.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { formatCountry, formatInstant } from '../platform/i18n/format.js';
import { type Language, publicLanguages } from '../platform/i18n/languages.js';
import { inLanguage, localized, t } from '../platform/i18n/translate.js';
import { flagPicture } from './flag-picture.js';
import { type PlanRow, SeatingQueries } from './seating.queries.js';
import { SeatingPlan } from './seating-plan.entity.js';
import { SeatingService } from './seating.service.js';
import { layoutOf, type Seat } from './shapes.rules.js';
import type { SeatedPerson } from './sitters.queries.js';
import { chairName, tableName } from './seating.words.js';

export const SEATING_PAPERS = ['table-plan', 'place-cards'] as const;
export type SeatingPaper = (typeof SEATING_PAPERS)[number];

/** The table from above, and the cards on it, as PDF. */
@Injectable()
export class SeatingPapers {
  constructor(
    private readonly db: Db,
    private readonly seating: SeatingService,
    private readonly queries: SeatingQueries,
    private readonly activities: ActivitiesQueries,
    private readonly rendering: PaperRendering,
  ) {}

  /** Of one plan, or of all of an activity. @throws NotFound where there is none, DocumentUnrenderable */
  async render(paper: SeatingPaper, activityId: string, language: PaperLanguage, planId?: string): Promise<Uint8Array> {
    const data = await this.db.read(async () => {
      const rows = (await this.queries.plans(activityId)).filter(({ id }) => !planId || id === planId);
      if (rows.length === 0) throw new NotFound();
      const { time_zone: zone, title } = await this.activities.header(activityId);
      const plans = [];
      for (const row of rows) plans.push(await this.planOf(row, language, zone));
      return {
        ...this.rendering.frame(language),
        status: { kind: 'edition' as const, number: 1, releasedOn: '' },
        title: `${inLanguage(language, () => t(`seating.paper.${paper}`))} · ${localized(title, language)}`,
        plans,
      };
    });
    return paper === 'table-plan'
      ? this.rendering.draw(paper, data, language)
      : this.rendering.render(paper, { ...data, cards: data.plans.flatMap(({ cards }) => cards) }, language, 'pdf');
  }

  private planOf(row: PlanRow, language: PaperLanguage, zone: string) {
    return inLanguage(language, async () => {
      const plan = await this.db.one(SeatingPlan, row.id);
      const people = await this.seating.people(plan);
      const layout = layoutOf(plan.shape, plan.tables);
      const byKey = new Map(people.map((one) => [one.key, one]));
      const sitting = new Map(plan.placesOf(people).map((place) => [`${place.table}.${place.seat}`, place.key]));
      const personAt = (seat: Seat) => byKey.get(sitting.get(`${seat.table}.${seat.seat}`) ?? '');
      const seats = layout.seats.map((seat) => ({ seat, person: personAt(seat) }));
      const seated = seats.flatMap(({ seat, person }) => (person ? [{ seat, person }] : []));
      return {
        title: row.title ? localized(row.title, language) : t('seating.whole'),
        when: row.starts_at ? formatInstant(row.starts_at, zone, 'weekday', language) : '',
        width: layout.width,
        height: layout.height,
        boards: layout.boards.map((board, n) => ({
          ...board,
          name: plan.shape !== 'theatre' && (n === 0 || board.kind === 'disc') ? tableName(plan, board.table) : '',
        })),
        seats: seats.map(({ seat, person }) => ({
          x: seat.x,
          y: seat.y,
          number: seat.honour + 1,
          ...(person && { name: person.name, side: person.side }),
        })),
        people: seated
          .toSorted((a, b) => a.person.name.localeCompare(b.person.name, language))
          .map(({ seat, person }) => ({ name: person.name, chair: chairName(plan, seat) })),
        cards: await Promise.all(seated.map(({ person }) => cardOf(person, language))),
      };
    });
  }
}

/** A name in the language of the house and in the guest's own. */
async function cardOf(person: SeatedPerson, language: PaperLanguage) {
  const own = publicLanguages.find((one) => one !== language && person.languages.includes(one)) as Language | undefined;
  const words = (text: SeatedPerson['post'], tag: Language) => (typeof text === 'string' ? text : localized(text, tag));
  const post = words(person.post, language);
  const second = own ? words(person.post, own) : '';
  return {
    name: person.name,
    secondName: person.nativeName && person.nativeName !== person.name ? person.nativeName : '',
    post: post || words(person.organisation, language),
    organisation: second === post ? '' : second,
    flag: await flagPicture(person.country),
    country: person.country ? formatCountry(person.country, language) : '',
  };
}
