import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DueList } from '../institution/deadlines/due-list.service.js';
import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { type Waiting, WaitingSources } from './waiting.registry.js';

/** From how many days before on a task stands on the first page. */
const SOON_DAYS = 14;

/** Tasks of the reader that fall due soon or are late; what a capability keeps by itself it lists by itself. */
@Injectable()
export class DeadlinesWaiting implements OnModuleInit {
  constructor(
    private readonly waiting: WaitingSources,
    private readonly due: DueList,
  ) {}

  onModuleInit(): void {
    this.waiting.add({ id: 'deadlines', of: (today) => this.of(today) });
  }

  private async of(today: Temporal.PlainDate): Promise<Waiting[]> {
    const mine = await this.due.shownTo('mine');
    return mine.flatMap(({ id, canBeTicked, dueOn, isLate, what, about }) =>
      canBeTicked && dueOn && today.until(dueOn, { largestUnit: 'days' }).days <= SOON_DAYS
        ? [
            {
              id: `deadline-${id}`,
              label: t('institution.due.day'),
              note: formatDay(dueOn, 'short'),
              isUrgent: isLate,
              what,
              why: about,
              href: `/${Current.institution.slug}/deadlines?whose=mine`,
              verb: t('activities.days.open'),
              dueOn,
            },
          ]
        : [],
    );
  }
}
