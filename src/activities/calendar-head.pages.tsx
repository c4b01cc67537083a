import type { ComponentChildren } from 'preact';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Check } from '../platform/web/components/checks.js';
import { Field, Select } from '../platform/web/components/field.js';
import { Filters } from '../platform/web/components/list.js';
import { Tabs } from '../platform/web/components/state.js';
import { type CalendarView, viewPath, VIEWS } from './calendar-view.js';

const path = () => `/${Current.institution.slug}/calendar`;

export interface CalendarHeadProps {
  view: CalendarView;
  title: string;
  before: Temporal.PlainDate;
  after: Temporal.PlainDate;
  /** Kinds of rows that may be chosen; none outside of the week. */
  kinds?: readonly { id: string; label: string }[];
  children?: ComponentChildren;
}

/** What stands above each view: where in time, which view, which rows. */
export function CalendarHead({ view, title, before, after, kinds = [], children }: CalendarHeadProps) {
  const own = { week: 'week', month: 'month', list: 'from' }[view.name];
  const to = (day: Temporal.PlainDate | undefined) => `${path()}${viewPath(view, { [own]: day?.toString() })}`;
  return (
    <>
      <div class="today-head">
        <div class="row-flex">
          <h1>{title}</h1>
          <div class="steps-in-time">
            <Button href={to(before)} label={t(`activities.calendar.before.${view.name}`)}>
              ‹
            </Button>
            <Button href={to(undefined)}>{t(`activities.calendar.now.${view.name}`)}</Button>
            <Button href={to(after)} label={t(`activities.calendar.after.${view.name}`)}>
              ›
            </Button>
          </div>
        </div>
        {children && <p class="row-flex">{children}</p>}
      </div>
      <Tabs
        label={t('activities.calendar.views')}
        tabs={VIEWS.map((name) => ({
          label: t(`activities.calendar.view.${name}`),
          href: `${path()}${viewPath({ ...view, name })}`,
          current: name === view.name,
        }))}
      />
      <Filters label={t('activities.calendar.filter')}>
        {view.name !== 'week' && <input type="hidden" name="view" value={view.name} />}
        <input type="hidden" name={own} value={view.shown.toString()} />
        {kinds.length > 1 && (
          <Select
            name="rows"
            label={t('activities.calendar.rows')}
            value={view.kind ?? ''}
            empty={t('activities.calendar.all_rows')}
            options={kinds.map(({ id, label }) => ({ value: id, label: t(label) }))}
          />
        )}
        <Field name="q" type="search" label={t('activities.calendar.find')} value={view.search} />
        <Check name="mine" label={t('activities.calendar.mine')} checked={view.mine} />
      </Filters>
    </>
  );
}
