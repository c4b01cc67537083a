import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../activities/activities.service.js';
import { RegisterNumbers } from '../institution/register-numbers.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { localized } from '../platform/i18n/translate.js';
import { toMinor } from '../platform/money.js';
import { allow } from '../platform/permissions/allow.js';
import { type Fate, Gift, type GiftFacts } from './gift.entity.js';
import { GiftInFuture, OverLimit, PriceMissing, UnknownReference } from './gift.errors.js';
import { allows, exceeded, mayDeclare, mayKeepGifts, maySeeGift } from './gift.rules.js';
import { GiftLimits } from './gift-limits.service.js';

export const GIFT = 'gift';

/** The register of gifts. A job or the seed acts without an actor; a person needs the role, a member for his own declares it. */
@Injectable()
export class GiftsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly numbers: RegisterNumbers,
    private readonly limits: GiftLimits,
    private readonly activities: ActivitiesService,
  ) {}

  /** @throws NotFound also where the reader may not see it */
  get(id: string): Promise<Gift> {
    return this.db.read(async () => {
      const gift = await this.db.one(Gift, id);
      if (Current.maybeActor) allow(maySeeGift(Current.actor, gift));
      return gift;
    });
  }

  /**
   * Records a gift under the next number of its year. Whom it came from is the partner of the activity where none is named.
   * @throws NotFound without the role or the activity, GiftInFuture, UnknownReference
   */
  record(facts: GiftFacts, id?: string): Promise<Gift> {
    return this.db.transaction(async () => {
      const actor = Current.maybeActor;
      if (actor) allow(mayDeclare(actor, facts));
      const activity = facts.activityId ? await this.activities.get(facts.activityId) : null;
      await this.check(facts);
      const number = await this.numbers.draw(GIFT, facts.onDay.year);
      const gift = Gift.record(
        { ...facts, partnerId: facts.partnerId ?? activity?.partnerId ?? null },
        number,
        actor?.accountId ?? null,
      );
      if (id) gift.id = id;
      await this.db.repo(Gift).insert(gift);
      await this.note(gift, 'recorded', { direction: gift.direction, number });
      return gift;
    });
  }

  /** @param seen version that the writer saw @throws NotFound, ChangedMeanwhile, GiftInFuture, GiftOfAnotherYear, UnknownReference */
  correct(id: string, facts: GiftFacts, seen?: number): Promise<Gift> {
    return this.change(id, 'corrected', async (gift) => {
      if (Current.maybeActor) allow(mayKeepGifts(Current.actor));
      if (seen !== undefined && gift.version !== seen) throw new ChangedMeanwhile();
      if (facts.activityId && facts.activityId !== gift.activityId) await this.activities.get(facts.activityId);
      await this.check(facts);
      gift.correct(facts);
    });
  }

  /** @throws NotFound, NotReceived, AlreadyDeclared */
  declare(id: string): Promise<Gift> {
    return this.change(id, 'declared', async (gift) => {
      if (Current.maybeActor) allow(mayDeclare(Current.actor, gift));
      gift.declare(Current.maybeActor?.accountId ?? null, today());
    });
  }

  /**
   * Decides what becomes of it.
   * @param price as it is typed, in the currency of its value @throws NotFound, NotReceived, OverLimit, PriceMissing
   */
  decide(id: string, fate: Fate, note: string | null = null, price?: string): Promise<Gift> {
    return this.change(id, 'decided', async (gift) => {
      if (Current.maybeActor) allow(mayKeepGifts(Current.actor));
      const broken = exceeded(gift, await this.limits.on()).find((limit) => !allows(limit, fate));
      if (broken) throw new OverLimit(localized(broken.name));
      const paid = price !== undefined && gift.currency ? toMinor(price, gift.currency) : null;
      if (price !== undefined && paid === null) throw new PriceMissing();
      gift.decide(fate, note, paid, today());
    });
  }

  private change(id: string, what: string, verb: (gift: Gift) => Promise<void>): Promise<Gift> {
    return this.db.transaction(async () => {
      await this.db.rows('select id from gift where institution_id = $1 and id::text = $2 for update', [
        Current.institutionId,
        id,
      ]);
      const gift = await this.get(id);
      await verb(gift);
      await this.db.repo(Gift).save(gift);
      await this.note(gift, what, gift.fate ? { fate: gift.fate } : {});
      return gift;
    });
  }

  private async check({ onDay, personId, partnerId }: GiftFacts): Promise<void> {
    if (Temporal.PlainDate.compare(onDay, today()) > 0) throw new GiftInFuture();
    const [row] = await this.db.rows<{ person: boolean; partner: boolean }>(
      `select $2::uuid is null or exists (select 1 from person where institution_id = $1 and id = $2) as person,
              $3::uuid is null or exists (select 1 from organisation where institution_id = $1 and id = $3) as partner`,
      [Current.institutionId, personId, partnerId],
    );
    if (!row?.person) throw new UnknownReference('personId');
    if (!row.partner) throw new UnknownReference('partnerId');
  }

  private async note(gift: Gift, what: string, data: Record<string, unknown>): Promise<void> {
    const about = gift.activityId ? { activityId: gift.activityId } : {};
    await this.events.record({ type: `gift.${what}`, subject: gift.id, ...about, data });
  }
}

const today = () => Temporal.Now.plainDateISO(Current.institution.timeZone);
