import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PartnerPanels, type PartnerSubject } from '../../directory/panels.registry.js';
import { PublicHolidays } from '../../institution/public-holidays.service.js';
import { Current } from '../../platform/current.js';
import { formatCountry, formatDay, formatDays } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Section } from '../../platform/web/components/section.js';
import { ActivityKinds } from '../activity-kinds.registry.js';
import { PartnerVisits } from './partner-visits.queries.js';
import { VisitsChart } from './visits-chart.js';
import { balanceOf, yearsShown } from './visits.rules.js';

const HOLIDAYS_AHEAD_DAYS = 120;
const HOLIDAYS_SHOWN = 5;

/** What activities say of a partner: visits made and received, who owes whom one, and what comes. */
@Injectable()
export class ActivityPartnerPanels implements OnModuleInit {
  constructor(
    private readonly panels: PartnerPanels,
    private readonly visits: PartnerVisits,
    private readonly kinds: ActivityKinds,
    private readonly holidays: PublicHolidays,
  ) {}

  onModuleInit(): void {
    const shared = { permission: 'activities.see' };
    this.panels.add({ ...shared, id: 'visits', column: 'main', order: 10, draw: (one) => this.drawVisits(one) });
    this.panels.add({ ...shared, id: 'comes', column: 'side', order: 10, draw: (one) => this.drawComing(one) });
  }

  private async drawVisits({ organisationIds, country }: PartnerSubject) {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    const found = await this.visits.byYear(organisationIds, today);
    const { received, made, difference, owes } = balanceOf(found);
    return (
      <Section title={t('activities.visits.title')} aside={t('activities.visits.counted', { received, made })}>
        <p class={owes === 'us' ? 'strong' : undefined}>{t(`activities.visits.owes_${owes}`, { difference })}</p>
        {found.length > 0 && (
          <>
            <VisitsChart
              years={yearsShown(found, today)}
              partner={country ? formatCountry(country) : t('activities.visits.partner')}
            />
            <p class="small mute">
              {t('activities.visits.legend')}{' '}
              {country && (
                <a href={`/${Current.institution.slug}/countries/${country}`}>{t('activities.visits.whole_country')}</a>
              )}
            </p>
          </>
        )}
      </Section>
    );
  }

  private async drawComing({ organisationIds, country }: PartnerSubject) {
    const { timeZone, slug } = Current.institution;
    const today = Temporal.Now.plainDateISO(timeZone);
    const coming = await this.visits.coming(organisationIds, today);
    const holidays = country
      ? (await this.holidays.holidays(country, today, today.add({ days: HOLIDAYS_AHEAD_DAYS }))).slice(
          0,
          HOLIDAYS_SHOWN,
        )
      : [];
    if (coming.length + holidays.length === 0) return null;
    const lines = [
      ...coming.map((row) => {
        const kind = this.kinds.of(row.kind);
        return {
          key: row.id,
          day: row.starts_on,
          what: (
            <b>
              <a href={`/${slug}/${kind.path}/${row.id}`}>{localized(row.title)}</a>
            </b>
          ),
          more: [formatDays(row.starts_on, row.ends_on), row.city, t(`${kind.stateKey}.${row.state}`)],
        };
      }),
      ...holidays.map(({ day, name }) => ({
        key: `${day}`,
        day,
        what: <b>{localized(name)}</b>,
        more: [t('activities.visits.holiday')],
      })),
    ].toSorted((a, b) => Temporal.PlainDate.compare(a.day, b.day));
    return (
      <Section title={t('activities.visits.comes')}>
        <ul class="moves">
          {lines.map(({ key, day, what, more }) => (
            <li key={key}>
              <span class="t">{formatDay(day, 'short')}</span>
              <div>
                <p>{what}</p>
                <p>{more.filter(Boolean).join(' · ')}</p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
    );
  }
}
