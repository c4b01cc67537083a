import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Deadlines } from '../institution/deadlines/deadlines.service.js';
import { DeadlineTriggers, type DueItem, DueSources } from '../institution/deadlines/deadlines.registry.js';
import { Current } from '../platform/current.js';
import { localized } from '../platform/i18n/translate.js';
import { GiftsQueries, type OpenGift } from './gifts.queries.js';

const TRIGGER = 'GIFT_RECEIVED';
/** What is older than this is no deadline any more. */
const BEHIND_DAYS = 400;

/** What the register does by itself: a duty is open until the gift says that it is done. */
const DUTIES: Record<string, (gift: OpenGift) => boolean> = {
  'gift-declaration': ({ declared_on }) => declared_on === null,
  'gift-fate': ({ fate }) => fate === null,
};

/** The day on which a gift is received sets deadlines off: to declare it, to redeem it, and whatever rule the house has of its own. */
@Injectable()
export class GiftDeadlines implements OnModuleInit {
  constructor(
    private readonly triggers: DeadlineTriggers,
    private readonly sources: DueSources,
    private readonly deadlines: Deadlines,
    private readonly gifts: GiftsQueries,
  ) {}

  onModuleInit(): void {
    this.triggers.register({
      code: TRIGGER,
      occurrences: async (from, until) =>
        (await this.gifts.received(from, until)).map((gift) => ({
          subjectId: gift.id,
          day: gift.on_day,
          about: gift.description,
          href: pathOf(gift),
          responsible: responsibleFor(gift),
        })),
    });
    for (const [duty, isOpen] of Object.entries(DUTIES))
      this.sources.add({ id: duty, duty, open: () => this.open(duty, isOpen) });
  }

  private async open(duty: string, isOpen: (gift: OpenGift) => boolean): Promise<DueItem[]> {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    const gifts = (await this.gifts.received(today.subtract({ days: BEHIND_DAYS }), today)).filter(isOpen);
    const reckoned = await this.deadlines.dueOfAll(
      duty,
      gifts.map(({ on_day }) => ({ trigger: TRIGGER, day: on_day })),
    );
    return gifts.flatMap((gift, n) => {
      const { rule, deadline, note } = reckoned[n]!;
      // Where no rule asks for it, nothing is due.
      if (!rule) return [];
      return [
        {
          id: `${duty}-${gift.id}`,
          ruleId: rule.id,
          subjectId: gift.id,
          what: localized(rule.name),
          about: gift.description,
          href: pathOf(gift),
          dueOn: deadline?.dueOn ?? null,
          strictness: rule.strictness,
          responsible: responsibleFor(gift),
          deadline,
          note,
        },
      ];
    });
  }
}

const pathOf = ({ id }: OpenGift) => `/${Current.institution.slug}/gifts/${id}`;

const responsibleFor = ({ account_id, account }: OpenGift) =>
  account_id ? [{ id: account_id, name: account ?? '' }] : [];
