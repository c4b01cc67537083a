import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { shadeOf, wordsOf } from '../institution/day-shade.rules.js';
import { type DayFacts, InstitutionTime } from '../institution/institution-time.service.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { formatDay, formatWeekday } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { day } from '../platform/web/form-values.js';
import { fragment } from '../platform/web/page.js';

const ASKED = z.object({ from: day, to: day, partner: z.uuid().optional().catch(undefined) });
/** Some days around the chosen ones, so that a better beginning is seen. */
const AROUND = 3;
const MOST_DAYS = 40;

/** What some days are, for the forms that choose them. */
@Controller(':institution/days')
@Can('activities.see')
export class DaysController {
  constructor(
    private readonly db: Db,
    private readonly time: InstitutionTime,
  ) {}

  @Get()
  async days(@Query() query: unknown): Promise<string> {
    const asked = ASKED.safeParse(query);
    if (!asked.success || Temporal.PlainDate.compare(asked.data.from, asked.data.to) > 0) return '';
    const { from, to, partner } = asked.data;
    const first = from.subtract({ days: AROUND });
    const wanted = to.add({ days: AROUND });
    const most = first.add({ days: MOST_DAYS - 1 });
    const last = Temporal.PlainDate.compare(wanted, most) > 0 ? most : wanted;
    const days = await this.time.daysBetween(first, last, [await this.countryOf(partner)]);
    const isChosen = (facts: DayFacts) =>
      Temporal.PlainDate.compare(from, facts.day) <= 0 && Temporal.PlainDate.compare(facts.day, to) <= 0;
    const said = days.filter((facts) => wordsOf(facts).length > 0);
    return fragment(
      <div class="day-notes">
        <ol class="day-strip">
          {days.map((facts) => (
            <li
              key={`${facts.day}`}
              class={[shadeOf(facts), !facts.isWorking && 'rest', isChosen(facts) && 'chosen']
                .filter(Boolean)
                .join(' ')}
              title={wordsOf(facts).join('; ') || undefined}
            >
              <small>{formatWeekday(facts.day, 'short')}</small>
              <b>{facts.day.day}</b>
            </li>
          ))}
        </ol>
        {said.length === 0 ? (
          <p class="small mute">{t('activities.days.nothing')}</p>
        ) : (
          <ul class="small">
            {said.map((facts) => (
              <li key={`${facts.day}`} class={isChosen(facts) ? 'strong' : undefined}>
                {formatDay(facts.day, 'short')}: {wordsOf(facts).join('; ')}
              </li>
            ))}
          </ul>
        )}
      </div>,
    );
  }

  private async countryOf(partner: string | undefined): Promise<string | null> {
    if (!partner) return null;
    const [row] = await this.db.rows<{ country: string | null }>(
      'select country from organisation where institution_id = $1 and id = $2',
      [Current.institutionId, partner],
    );
    return row?.country ?? null;
  }
}
