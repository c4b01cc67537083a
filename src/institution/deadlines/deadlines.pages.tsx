import { Current } from '../../platform/current.js';
import { formatDay, formatList } from '../../platform/i18n/format.js';
import { exportsOf } from '../../platform/exports/export-paths.js';
import { t } from '../../platform/i18n/translate.js';
import { PostButton } from '../../platform/web/components/button.js';
import { CountedDays, countedInWords, DaysLeft } from '../../platform/web/components/counted-days.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Filters, List, Pager } from '../../platform/web/components/list.js';
import { Empty, PageHead } from '../../platform/web/components/section.js';
import { Tabs } from '../../platform/web/components/state.js';
import type { ListedItem } from './due-list.service.js';

export interface DeadlinesPageProps {
  items: ListedItem[];
  total: number;
  late: number;
  page: number;
  pageSize: number;
  whose: 'all' | 'mine';
  seesAll: boolean;
  filter: { when?: string | undefined; q?: string | undefined };
  mayTick: (item: ListedItem) => boolean;
}

export function deadlinesPage({ items, total, late, whose, seesAll, filter, mayTick, ...at }: DeadlinesPageProps) {
  const home = `/${Current.institution.slug}/deadlines`;
  const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
  return (
    <>
      <PageHead
        title={t('institution.due.title')}
        meta={<span class={late > 0 ? 'wine' : undefined}>{t('institution.due.late', { count: late })}</span>}
      />
      {seesAll && (
        <Tabs
          label={t('institution.due.whose')}
          tabs={(['all', 'mine'] as const).map((one) => ({
            label: t(`institution.due.${one}`),
            href: `${home}?whose=${one}`,
            current: one === whose,
          }))}
        />
      )}
      <Filters exports={exportsOf(home)}>
        {seesAll && <input type="hidden" name="whose" value={whose} />}
        <Field name="q" type="search" label={t('institution.due.find')} value={filter.q} />
        <Select
          name="when"
          label={t('institution.due.when')}
          value={filter.when}
          empty={t('institution.due.any')}
          options={['late', 'week', 'month'].map((value) => ({ value, label: t(`institution.due.when_${value}`) }))}
        />
      </Filters>
      <List
        caption={t('institution.due.title')}
        rows={items}
        rowKey={(item) => item.id}
        columns={[
          {
            label: t('institution.due.day'),
            class: 'due-day',
            cell: (item) => <DueDay item={item} today={today} />,
          },
          {
            label: t('institution.due.what'),
            cell: (item) => (
              <>
                <a class="strong" href={item.href}>
                  {item.what}
                </a>
                <div class="small">{item.about}</div>
              </>
            ),
          },
          {
            label: t('institution.due.who'),
            cell: (item) => <bdi>{formatList(item.responsible.map(({ name }) => name))}</bdi>,
          },
          { label: t('institution.due.how'), cell: (item) => <How item={item} /> },
          {
            label: <span class="vh">{t('institution.due.tick')}</span>,
            cell: (item) =>
              item.canBeTicked &&
              mayTick(item) && (
                <PostButton
                  to={`${home}/${item.ruleId}/done`}
                  fields={{ subject: item.subjectId }}
                  small
                  label={t('institution.due.tick_of', { what: item.what, about: item.about })}
                >
                  {t('institution.due.tick')}
                </PostButton>
              ),
          },
        ]}
        empty={<Empty title={t('institution.due.none')}>{t('institution.due.none_hint')}</Empty>}
      />
      {total > 0 && <Pager {...at} total={total} />}
    </>
  );
}

function DueDay({ item, today }: { item: ListedItem; today: Temporal.PlainDate }) {
  const { dueOn, isLate, strictness } = item;
  if (!dueOn) return <span class="mute">{t('institution.due.unknown')}</span>;
  return (
    <>
      <time dateTime={`${dueOn}`} class={isLate ? 'strong wine nb' : 'strong nb'}>
        {formatDay(dueOn)}
      </time>
      <div class="small">
        <DaysLeft today={today} dueOn={dueOn} /> {strictness === 'soft' && t('institution.strictness.soft')}
      </div>
    </>
  );
}

/** How the day came about: in a sentence, and day by day for who opens it. */
function How({ item }: { item: ListedItem }) {
  if (!item.deadline)
    return <span class="small">{item.basis ?? t(`institution.due.${item.dueOn ? 'set' : 'no_sittings'}`)}</span>;
  return (
    <details class="due-how">
      <summary class="small">{countedInWords(item.deadline)}</summary>
      <CountedDays deadline={item.deadline} {...(item.note ? { note: item.note } : {})} />
    </details>
  );
}
