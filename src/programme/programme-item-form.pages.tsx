import { Current } from '../platform/current.js';
import { formatTime, formatZone } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { languageNames } from '../platform/i18n/languages.js';
import type { FormState } from '../platform/web/forms.js';
import { Check, Checks } from '../platform/web/components/checks.js';
import { ownFirst } from '../platform/web/components/localized-field.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { AUDIENCES, ITEM_TYPES } from './programme-item.entity.js';
import type { Board, EquippedBoard } from './programme-board.queries.js';
import type { Line } from './programme-lines.queries.js';
import { Interpreters, Participants } from './programme-people.pages.js';
import { dayName } from './programme-days.pages.js';

const LETTERS: Record<string, string> = { guest: 'G', working: 'W', pocket: 'P', spouse: 'S' };

/** The fields of a line in the order in which it is printed; what is seldom needed folds away. */
export function ItemFields({ board, form, line }: { board: EquippedBoard; form: FormState; line?: Line }) {
  const { activity } = board;
  const zones = [
    ...new Set(
      [activity.timeZone, activity.partnerTimeZone, Current.institution.timeZone].filter((zone) => zone !== null),
    ),
  ];
  const languages = ownFirst([...new Set([...Current.institution.locales, ...Object.keys(line?.title ?? {})])]);
  // A line placed in one language is read in that one first.
  const first = languages.find((tag) => form.values[`title.${tag}`]) ?? languages[0] ?? 'en';
  const others = languages.filter((tag) => tag !== first);
  const chosenVenue = board.things.venues.find(({ id }) => id === form.values['venueId']);
  const layouts = (chosenVenue?.layouts ?? []).map(({ name }) => name);
  const days = dayOptions(board);
  const day = String(form.values['day'] ?? '');
  if (day && days.every(({ value }) => value !== day)) days.push({ value: day, label: day });
  const titled: FormState = form.errors['title']
    ? { ...form, errors: { ...form.errors, [`title.${first}`]: form.errors['title'] } }
    : form;
  const when: FormState = {
    ...form,
    errors: {
      ...form.errors,
      ...(form.errors['start'] ? { from: form.errors['start'] } : {}),
      ...(form.errors['end'] ? { to: form.errors['end'] } : {}),
    },
  };
  return (
    <>
      <Select name="day" label={t('programme.field.day')} form={form} required options={days} />
      <div class="pair">
        <Field
          name="from"
          label={t('programme.field.from')}
          form={when}
          inputmode="numeric"
          placeholder="14:45"
          required
        />
        <Field name="to" label={t('programme.field.to')} form={when} inputmode="numeric" placeholder="15:45" required />
      </div>
      {line && <Duration line={line} board={board} />}
      <Field
        name={`title.${first}`}
        label={t('programme.field.title_in', { language: nameOf(first) })}
        form={titled}
        lang={first}
        maxlength={300}
        required
      />
      {others.length > 0 && (
        <details open={others.some((tag) => form.errors[`title.${tag}`])}>
          <summary>{t('programme.field.other_languages')}</summary>
          {others.map((tag) => (
            <Field
              key={tag}
              name={`title.${tag}`}
              label={t('programme.field.title_in', { language: nameOf(tag) })}
              form={form}
              lang={tag}
              maxlength={300}
            />
          ))}
        </details>
      )}
      <Select
        name="type"
        label={t('programme.field.type')}
        form={form}
        required
        options={ITEM_TYPES.map((type) => ({ value: type, label: t(`programme.type.${type}`) }))}
      />
      <Select
        name="venueId"
        label={t('programme.field.venueId')}
        form={form}
        empty={t('programme.field.no_venue')}
        options={board.things.venues.map(({ id, name, capacity }) => ({
          value: id,
          label: capacity ? t('programme.field.places', { name: localized(name), count: capacity }) : localized(name),
        }))}
      />
      <Participants board={board} form={form} line={line} />
      <Interpreters board={board} form={form} />
      <Checks
        name="audiences"
        label={t('programme.field.audiences')}
        form={form}
        options={AUDIENCES.map((one) => ({
          value: one,
          label: `${LETTERS[one] ? `${LETTERS[one]}\u2002` : ''}${t(`programme.audience.${one}`)}`,
        }))}
      />
      <details
        open={[
          'dress',
          'menu',
          'flags',
          'gift',
          'press',
          'talkingPoints',
          'internalNote',
          'responsible',
          'startZone',
          'endZone',
          'endDay',
        ].some((name) => form.errors[name])}
      >
        <summary>{t('programme.field.more')}</summary>
        <div class="item-form">
          {board.things.vehicles.length > 0 && (
            <Checks
              name="vehicles"
              label={t('programme.field.vehicles')}
              form={form}
              options={board.things.vehicles.map(({ id, label, seats }) => ({
                value: id,
                label: `${label} (${seats})`,
              }))}
            />
          )}
          <Field name="layout" label={t('programme.field.layout')} form={form} maxlength={60} suggestions={layouts} />
          <Field name="seating" label={t('programme.field.seating')} form={form} maxlength={300} />
          <Check name="preBooked" label={t('programme.field.preBooked')} form={form} />
          <Field name="dress" label={t('programme.field.dress')} form={form} maxlength={300} />
          <Field name="menu" label={t('programme.field.menu')} form={form} maxlength={300} />
          <Field name="flags" label={t('programme.field.flags')} form={form} maxlength={300} />
          <Field name="gift" label={t('programme.field.gift')} form={form} maxlength={300} />
          <Field name="press" label={t('programme.field.press')} form={form} maxlength={300} />
          <Field name="responsible" label={t('programme.field.responsible')} form={form} maxlength={300} />
          <TextArea name="talkingPoints" label={t('programme.field.talkingPoints')} form={form} rows={3} />
          <TextArea
            name="internalNote"
            label={t('programme.field.internalNote')}
            form={form}
            rows={2}
            hint={t('programme.field.internal_hint')}
          />
          <Field
            name="track"
            label={t('programme.field.track')}
            form={form}
            maxlength={100}
            suggestions={['spouse']}
            hint={t('programme.field.track_hint')}
          />
          <Field
            name="endDay"
            type="date"
            label={t('programme.field.endDay')}
            form={form}
            hint={t('programme.field.end_day_hint')}
          />
          <Field name="startZone" label={t('programme.field.startZone')} form={form} suggestions={zones} required />
          <Field name="endZone" label={t('programme.field.endZone')} form={form} suggestions={zones} required />
          <Check name="allDay" label={t('programme.field.allDay')} form={form} />
          <Check name="confidential" label={t('programme.field.confidential')} form={form} />
        </div>
      </details>
    </>
  );
}

/** Days of the activity, and others on which a line stands. */
export function dayOptions(board: Board): { value: string; label: string }[] {
  const days = new Map(board.activity.days.map((day) => [day.toString(), day]));
  for (const line of board.lines)
    days.set(line.starts_at_local.toPlainDate().toString(), line.starts_at_local.toPlainDate());
  return [...days.values()]
    .toSorted(Temporal.PlainDate.compare)
    .map((day) => ({ value: day.toString(), label: dayName(day) }));
}

function Duration({ line, board }: { line: Line; board: EquippedBoard }) {
  const { activity } = board;
  const partner = activity.partnerTimeZone;
  const there = partner ? line.starts_at.toZonedDateTimeISO(partner) : null;
  const differs =
    there !== null &&
    there.offsetNanoseconds !== line.starts_at.toZonedDateTimeISO(activity.timeZone).offsetNanoseconds;
  return (
    <p class="small mute">
      {t('programme.minutes', { count: line.starts_at.until(line.ends_at).total('minutes') })}
      {differs &&
        partner &&
        ` · ${t('programme.there', { from: formatTime(there), to: formatTime(line.ends_at.toZonedDateTimeISO(partner)), zone: formatZone(partner) })}`}
    </p>
  );
}

const nameOf = (tag: string) => (languageNames as Record<string, string>)[tag] ?? tag;
