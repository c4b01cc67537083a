import { formatDay, formatTime } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Check, Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import type { FormState } from '../platform/web/forms.js';
import { clockText } from './item-values.rules.js';
import type { Board, EquippedBoard } from './programme-board.queries.js';
import { dayName } from './programme-days.pages.js';
import { dayOptions, ItemFields } from './programme-item-form.pages.js';
import type { RequestedRow } from './programme.queries.js';

/** Choosing day and time for a meeting that was asked for: what dragging does, by keyboard. */
export function Placement({
  board,
  base,
  meeting,
  form,
  fits,
}: {
  board: EquippedBoard;
  base: string;
  meeting: RequestedRow;
  form?: FormState | undefined;
  fits: Temporal.PlainDateTime[];
}) {
  const path = `${base}/meetings/${meeting.id}`;
  return (
    <>
      <div>
        <p class="eyebrow">{t('programme.tray.title')}</p>
        <h2>
          <bdi>{meeting.title}</bdi>
        </h2>
        <p class="mute small">
          {t('programme.minutes', { count: meeting.minutes })}
          {meeting.asked_by && ` · ${meeting.asked_by}`}
          {meeting.asked_on && `, ${formatDay(meeting.asked_on)}`}
        </p>
        {meeting.note && <p>{meeting.note}</p>}
      </div>
      <FormErrors form={form} />
      {fits.length > 0 && (
        <ul class="fit-list">
          {fits.map((at) => (
            <li key={at.toString()}>
              <span>
                {dayName(at.toPlainDate())}, <b class="t">{formatTime(at)}</b>
              </span>
              <PostButton to={`${path}/placement`} fields={{ start: at.toString({ smallestUnit: 'minute' }) }} small>
                {t('programme.place.here')}
              </PostButton>
            </li>
          ))}
        </ul>
      )}
      <form method="post" action={`${path}/placement`}>
        <div class="pair">
          <Select
            name="day"
            label={t('programme.field.day')}
            form={form}
            value={fits[0]?.toPlainDate().toString()}
            required
            options={dayOptions(board)}
          />
          <Field
            name="from"
            label={t('programme.field.from')}
            form={form}
            value={fits[0] ? clockText(fits[0]) : '10:00'}
            inputmode="numeric"
            required
          />
        </div>
        <div class="form-end">
          <Button primary>{t('programme.place.do')}</Button>
          <a href={base}>{t('programme.close')}</a>
        </div>
      </form>
      <PostButton to={`${path}/refusal`} small plain>
        {t('programme.place.refuse')}
      </PostButton>
    </>
  );
}

export function NewLine({ board, base, form }: { board: EquippedBoard; base: string; form: FormState }) {
  return (
    <>
      <h2>{t('programme.new.title')}</h2>
      <FormErrors form={Object.keys(form.errors).length > 0 ? form : undefined} />
      <form method="post" action={`${base}/items`} class="item-form">
        <ItemFields board={board} form={form} />
        <div class="form-end">
          <Button primary>{t('programme.new.do')}</Button>
          <a href={base}>{t('programme.close')}</a>
        </div>
      </form>
    </>
  );
}

export function AskForm({ board, base, form }: { board: EquippedBoard; base: string; form?: FormState | undefined }) {
  const { members } = board;
  const { venues, interpreters } = board.things;
  return (
    <>
      <h2>{t('programme.tray.ask')}</h2>
      <FormErrors form={form} />
      <form method="post" action={`${base}/meetings`} class="item-form">
        <Field name="title" label={t('programme.ask.title')} form={form} required maxlength={300} />
        <Field
          name="minutes"
          type="number"
          min={5}
          max={1440}
          label={t('programme.ask.minutes')}
          form={form}
          value={45}
          required
        />
        <Field name="askedBy" label={t('programme.ask.by')} form={form} maxlength={200} />
        <Field name="askedOn" type="date" label={t('programme.ask.on')} form={form} />
        <TextArea name="note" label={t('programme.ask.note')} form={form} rows={3} />
        <details>
          <summary>{t('programme.ask.for_composing')}</summary>
          <div class="item-form">
            <Checks
              name="people"
              label={t('programme.ask.people')}
              form={form}
              options={members.map((one) => ({ value: one.person_id, label: `${one.given_name} ${one.family_name}` }))}
            />
            <Checks
              name="venues"
              label={t('programme.ask.venues')}
              form={form}
              options={venues.slice(0, 40).map(({ id, name }) => ({ value: id, label: localized(name) }))}
            />
            <Field
              name="pair"
              label={t('programme.field.pair')}
              form={form}
              suggestions={[...new Set(interpreters.flatMap((one) => one.pairs))].toSorted()}
              placeholder="fr-en"
            />
            <Checks
              name="halves"
              label={t('programme.ask.halves')}
              form={form}
              options={dayOptions(board).flatMap(({ value, label }) =>
                ['am', 'pm'].map((half) => ({
                  value: `${value}:${half}`,
                  label: `${label}, ${t(`programme.find.half_${half}`)}`,
                })),
              )}
            />
            <Check name="must" label={t('programme.ask.must')} form={form} />
          </div>
        </details>
        <div class="form-end">
          <Button primary>{t('programme.ask.do')}</Button>
          <a href={base}>{t('programme.close')}</a>
        </div>
      </form>
    </>
  );
}

/** Nothing chosen: what can be done here. */
export function NothingChosen({ board, base }: { board: Board; base: string }) {
  return (
    <>
      <h2>{t('programme.inspector.title')}</h2>
      <p class="mute">{t('programme.inspector.hint')}</p>
      {board.mayEdit && (
        <>
          <p class="small mute" id="programme-keys">
            {t('programme.inspector.keys')}
          </p>
          <p>
            <Button href={`${base}?new=1`} small icon="plus">
              {t('programme.new.line')}
            </Button>
          </p>
          {board.lines.length > 0 && (
            <details>
              <summary>{t('programme.copy.title')}</summary>
              <form method="post" action={`${base}/copies`} class="item-form">
                <Select
                  name="from"
                  label={t('programme.copy.what')}
                  required
                  options={[...dayOptions(board), { value: 'all', label: t('programme.copy.all') }]}
                />
                <Field name="to" type="date" label={t('programme.copy.to')} required />
                <Button small>{t('programme.copy.do')}</Button>
              </form>
            </details>
          )}
        </>
      )}
    </>
  );
}
