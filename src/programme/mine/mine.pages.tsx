import { Current } from '../../platform/current.js';
import { formatDay } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Empty, PageHead, Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { BlockRow } from '../resources/blocks.service.js';
import type { MyLine } from './mine.service.js';
import { dayName } from '../programme-days.pages.js';

const m = (key: string, params?: Record<string, string | number>) => t(`programme.mine.${key}`, params);

/** What is expected of the reader, day by day; his answers, his absences, his papers. */
export function MinePage({
  lines,
  entitled,
  absences,
  hasPerson,
  form,
}: {
  lines: MyLine[];
  entitled: Map<string, { id: string; name: string }[]>;
  absences: BlockRow[];
  hasPerson: boolean;
  form?: FormState | undefined;
}) {
  const home = `/${Current.institution.slug}`;
  const days = [...new Set(lines.map(({ start }) => start.slice(0, 10)))];
  if (!hasPerson)
    return (
      <>
        <PageHead title={m('title')} />
        <Empty title={m('nobody')} />
      </>
    );
  return (
    <>
      <PageHead title={m('title')} />
      {lines.length === 0 && <Empty title={m('nothing')} />}
      {days.map((day) => (
        <Section key={day} title={dayName(Temporal.PlainDate.from(day))}>
          <ul class="mine">
            {lines
              .filter(({ start }) => start.startsWith(day))
              .map((line) => (
                <Line key={line.id} line={line} home={home} substitutes={entitled.get(line.id) ?? []} />
              ))}
          </ul>
        </Section>
      ))}
      <Section title={m('absences')}>
        <ul>
          {absences.map((one) => (
            <li key={one.id}>
              {formatDay(one.starts_at_local.toPlainDate())} –{' '}
              {formatDay(one.ends_at_local.subtract({ minutes: 1 }).toPlainDate())}
              {one.label && ` · ${one.label}`}{' '}
              <PostButton to={`${home}/my-programme/absences/${one.id}/end`} small plain>
                {m('absence_end')}
              </PostButton>
            </li>
          ))}
        </ul>
        <form class="form" method="post" action={`${home}/my-programme/absences`}>
          <FormErrors form={form} />
          <div class="form-row">
            <Field name="from" type="date" label={t('programme.find.from')} form={form} required />
            <Field name="until" type="date" label={t('programme.find.until')} form={form} required />
            <Field name="label" label={m('absence_why')} form={form} maxlength={200} />
          </div>
          <div class="form-end">
            <Button>{m('absence_do')}</Button>
          </div>
        </form>
      </Section>
    </>
  );
}

function Line({
  line,
  home,
  substitutes,
}: {
  line: MyLine;
  home: string;
  substitutes: { id: string; name: string }[];
}) {
  const path = `${home}/my-programme/lines/${line.id}`;
  return (
    <li class={line.cancelled ? 'off' : undefined}>
      <div class="t nb">
        {line.start.slice(11)}–{line.end.slice(11)}
      </div>
      <div>
        <b>{localized(line.title)}</b>
        <p class="small mute">
          {[localized(line.venueName), line.venueAddress, line.dress].filter(Boolean).join(' · ')}
        </p>
        <p class="small">
          <a href={`${home}/activities/${line.activityId}/programme`}>{localized(line.activityTitle)}</a> ·{' '}
          <a href={`${home}/activities/${line.activityId}/documents`}>{m('papers')}</a>
          {line.interprets && ` · ${m('as_interpreter')}`}
        </p>
        {line.talkingPoints && (
          <details>
            <summary>{t('programme.field.talkingPoints')}</summary>
            <p class="prose">{line.talkingPoints}</p>
          </details>
        )}
        {line.cancelled ? (
          <p class="wine">{t('programme.cancelled')}</p>
        ) : (
          !line.interprets && (
            <div class="answers">
              {line.answer === 'accepted' && <span class="mute">{m('is_accepted')}</span>}
              {line.answer === 'replace' && <span class="mute">{m(line.settled ? 'is_settled' : 'is_asked')}</span>}
              {line.answer !== 'accepted' && (
                <PostButton to={`${path}/acceptance`} small>
                  {m('accept')}
                </PostButton>
              )}
              {line.answer !== 'replace' && (
                <details>
                  <summary>{m('replace')}</summary>
                  <form method="post" action={`${path}/replacement`} class="item-form">
                    <Select
                      name="substituteId"
                      label={m('by_whom')}
                      empty={m('whoever')}
                      options={substitutes.map(({ id, name }) => ({ value: id, label: name }))}
                    />
                    <Field name="note" label={m('note')} maxlength={500} />
                    <Button small>{m('replace_do')}</Button>
                  </form>
                </details>
              )}
            </div>
          )
        )}
      </div>
    </li>
  );
}
