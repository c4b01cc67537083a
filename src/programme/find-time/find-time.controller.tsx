import { Controller, Get, Param, Query } from '@nestjs/common';
import { type Activity, travellingSide } from '../../activities/activity.entity.js';
import { formatList, formatTime } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { Button } from '../../platform/web/components/button.js';
import { Checks } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Empty, Section } from '../../platform/web/components/section.js';
import { type FormState, readForm } from '../../platform/web/forms.js';
import { type FoundTime, FindTimeService, slotReasons } from './find-time.service.js';
import { pairName } from '../conflicts/pairs.rules.js';
import { type EquippedBoard, ProgrammeBoardQueries } from '../programme-board.queries.js';
import { dayName } from '../programme-days.pages.js';
import { FindTimeForm } from '../programme.forms.js';
import { ProgrammeView } from '../programme.view.js';

/** A time for people, a room and an interpreter, for this activity. What is asked stands in the address. */
@Controller(':institution/activities/:activity/programme/times')
@Can('programme.edit')
export class FindTimeController {
  constructor(
    private readonly boards: ProgrammeBoardQueries,
    private readonly view: ProgrammeView,
    private readonly times: FindTimeService,
  ) {}

  @Get()
  async show(@Param('activity') activityId: string, @Query() query: Record<string, unknown>): Promise<string> {
    const board = await this.boards.equipped(activityId);
    allow(board.mayEdit);
    const { activity } = board;
    const filled = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
    const isAsked = 'minutes' in filled;
    const guests = board.members.filter(({ side }) => side === travellingSide(activity.kind));
    const form = readForm(FindTimeForm, {
      // A time is mostly looked for with those who visit: whom it is not is unticked.
      ...(isAsked ? {} : { people: guests.map(({ person_id }) => person_id) }),
      from: activity.startsOn.toString(),
      until: activity.endsOn.toString(),
      ...filled,
    });
    const found =
      isAsked && form.ok
        ? await this.times.find({
            ...form.data,
            timeZone: form.data.timeZone ?? activity.timeZone,
            itemId: form.data.item ?? null,
            activityId,
          })
        : null;
    return this.view.around(
      board,
      <TimesPage board={board} base={this.view.base(activityId)} form={form} found={found} activity={activity} />,
    );
  }
}

function TimesPage({
  board,
  base,
  form,
  found,
  activity,
}: {
  board: EquippedBoard;
  base: string;
  form: FormState;
  found: FoundTime[] | null;
  activity: Activity;
}) {
  const { members } = board;
  const { venues, interpreters } = board.things;
  const pairs = [...new Set(interpreters.flatMap((one) => one.pairs))].toSorted();
  const errors = found === null && Object.keys(form.values).length <= 2 ? {} : form.errors;
  const shown = { ...form, errors };
  return (
    <Section title={t('programme.find.title')} aside={<a href={base}>{t('programme.back')}</a>}>
      <form class="form" method="get" action={`${base}/times`}>
        <div class="form-row">
          <Field
            name="minutes"
            type="number"
            min={5}
            label={t('programme.ask.minutes')}
            form={shown}
            value={60}
            required
          />
          <Field
            name="from"
            type="date"
            label={t('programme.find.from')}
            form={shown}
            value={activity.startsOn.toString()}
            required
          />
          <Field
            name="until"
            type="date"
            label={t('programme.find.until')}
            form={shown}
            value={activity.endsOn.toString()}
            required
          />
          <Field name="opens" type="time" label={t('programme.compose.opens')} form={shown} value="09:00" required />
          <Field name="closes" type="time" label={t('programme.compose.closes')} form={shown} value="18:00" required />
        </div>
        <div class="form-row">
          <Select
            name="half"
            label={t('programme.find.half')}
            form={shown}
            empty={t('programme.find.any_half')}
            options={(['am', 'pm'] as const).map((half) => ({ value: half, label: t(`programme.find.half_${half}`) }))}
          />
          <Select
            name="venues[]"
            label={t('programme.field.venueId')}
            form={shown}
            empty={t('programme.find.any_venue')}
            options={venues.map(({ id, name }) => ({ value: id, label: localized(name) }))}
          />
          <Field name="places" type="number" min={1} label={t('programme.find.places')} form={shown} />
          <Select
            name="pairs[]"
            label={t('programme.field.interpreters')}
            form={shown}
            empty={t('programme.field.nobody')}
            options={pairs.map((pair) => ({ value: pair, label: pairName(pair) }))}
          />
        </div>
        <details open={found === null}>
          <summary>{t('programme.field.participants')}</summary>
          {(['host', 'guest'] as const).map((side) => (
            <Checks
              key={side}
              name="people"
              label={t(`programme.side.${side}`)}
              form={shown}
              all
              options={members
                .filter((one) => one.side === side)
                .map((one) => ({ value: one.person_id, label: `${one.given_name} ${one.family_name}` }))}
            />
          ))}
        </details>
        <div class="form-end">
          <Button primary>{t('programme.find.do')}</Button>
        </div>
      </form>
      {found && found.length === 0 && <Empty title={t('programme.find.none')} />}
      {found && found.length > 0 && (
        <ol class="slots">
          {found.map((slot) => (
            <li key={slot.start.toString()}>
              <div>
                <b>{dayName(slot.start.toPlainDate())}</b>,{' '}
                <b class="t">
                  {formatTime(slot.start)}–{formatTime(slot.end)}
                </b>
                <p class="small mute">
                  {[slot.room?.name, ...slot.interpreters.map(({ pair, name }) => `${pairName(pair)}: ${name}`)]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <p class="small">{[...slotReasons(slot), ...beside(slot, board)].join(' · ')}</p>
              </div>
              <Button small href={`${base}?${new URLSearchParams(lineAt(slot, form)).toString()}`}>
                {t('programme.new.line')}
              </Button>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** The new line that a time found becomes: with those for whom it was looked for, the room and who interprets. */
const lineAt = ({ start, end, room, interpreters }: FoundTime, form: FormState): Record<string, string> => ({
  new: '1',
  day: start.toPlainDate().toString(),
  at: formatTime(start),
  to: formatTime(end),
  venue: room?.id ?? '',
  people: [form.values['people'] ?? []].flat().join(' '),
  interpreters: interpreters.map(({ id, pair }) => `${id}:${pair}`).join(' '),
});

/** What else of this programme runs at that time: lines that name nobody take nobody's time, and yet they are there. */
function beside(slot: FoundTime, { lines, activity }: EquippedBoard): string[] {
  const { compare } = Temporal.ZonedDateTime;
  const at = lines
    .filter(({ cancelled, all_day }) => !cancelled && !all_day)
    .map(({ title, starts_at, ends_at }) => ({
      title,
      from: starts_at.toZonedDateTimeISO(activity.timeZone),
      until: ends_at.toZonedDateTimeISO(activity.timeZone),
    }))
    .filter(({ from, until }) => compare(from, slot.end) < 0 && compare(slot.start, until) < 0)
    .map(({ title, from, until }) => `${localized(title)} ${formatTime(from)}–${formatTime(until)}`);
  return at.length > 0 ? [t('programme.find.beside', { lines: formatList(at) })] : [];
}
