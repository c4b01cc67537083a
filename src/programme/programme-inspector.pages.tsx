import { formatDay, formatTime } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import type { FormState } from '../platform/web/forms.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../platform/web/components/field.js';
import { Text } from '../platform/web/components/names.js';
import { Conflict, type Way } from '../platform/web/components/state.js';
import { conflictSentence } from './conflict.sentences.js';
import { clockText, type EditMet, valuesOf } from './item-values.rules.js';
import { pairName } from './pairs.rules.js';
import { type Board, isBlocked, type Line } from './programme-board.queries.js';
import { dayName } from './programme-days.pages.js';
import { dayOptions, ItemFields } from './programme-item-form.pages.js';
import type { RequestedRow } from './programme.queries.js';
import type { WaysOut } from './ways-out.service.js';

export interface InspectorProps {
  board: Board;
  base: string;
  line: Line;
  ways: WaysOut;
  form?: FormState | undefined;
  /** What somebody else saved while this form was being filled in. */
  met?: EditMet[];
}

/** The chosen line: its conflict and the ways out first, then the fields in the order of the printed line. */
export function Inspector({ board, base, line, ways, form, met = [] }: InspectorProps) {
  const path = `${base}/items/${line.id}`;
  const shown = form ?? { values: valuesOf(line), errors: {} };
  return (
    <>
      <div>
        <p class="eyebrow">
          {t(`programme.type.${line.type}`)} · {dayName(line.starts_at_local.toPlainDate())}
        </p>
        <h2>
          <Text of={line.title} />
        </h2>
        {line.cancelled && <p class="mute it">{t('programme.cancelled_note')}</p>}
      </div>
      <Conflicts board={board} line={line} ways={ways} path={path} />
      {met.length > 0 && <Met met={met} board={board} />}
      <FormErrors form={form} />
      {board.mayEdit ? (
        <>
          <form method="post" action={path} class="item-form">
            <input type="hidden" name="version" value={String(line.version)} />
            <input type="hidden" name="seen" value={JSON.stringify(valuesOf(line))} />
            <ItemFields board={board} form={shown} line={line} />
            <div class="form-end">
              <Button primary={!isBlocked(line)}>{t('programme.save')}</Button>
              <a href={base}>{t('programme.close')}</a>
            </div>
          </form>
          <Verbs board={board} line={line} path={path} />
        </>
      ) : (
        <p>
          {formatTime(line.starts_at_local)}–{formatTime(line.ends_at_local)}
        </p>
      )}
    </>
  );
}

function Conflicts({ board, line, ways, path }: { board: Board; line: Line; ways: WaysOut; path: string }) {
  const zone = board.activity.timeZone;
  if (line.conflicts.length === 0) return null;
  const version = String(line.version);
  const lasts = line.starts_at_local.until(line.ends_at_local);
  const offered: Way[] = !board.mayEdit
    ? []
    : [
        ...ways.free.map((one, n) => ({
          words: t('programme.way.free', { name: one.name, pair: pairName(one.pair) }),
          action: (
            <PostButton to={`${path}/interpreters`} fields={{ from: one.insteadOf, to: one.id, version }} small primary={n === 0} label={t('programme.way.ask_whom', { name: one.name })}>
              {t('programme.way.ask')}
            </PostButton>
          ),
        })),
        ...(ways.nextStart
          ? [
              {
                words: t('programme.way.move', { from: clockText(ways.nextStart), to: clockText(ways.nextStart.add(lasts)) }),
                action: (
                  <PostButton to={`${path}/moves`} fields={{ start: ways.nextStart.toString({ smallestUnit: 'minute' }), version }} small primary={ways.free.length === 0}>
                    {t('programme.way.move_do')}
                  </PostButton>
                ),
              },
            ]
          : []),
      ];
  const sentences = [...new Set(line.conflicts.map((conflict) => conflictSentence(conflict, zone)))];
  return (
    <div class={isBlocked(line) ? 'clashes' : 'clashes mild'}>
      <Conflict ways={offered}>
        {sentences.slice(0, 4).map((sentence, n) => (
          <span key={n} class="sentence">
            {sentence}{' '}
          </span>
        ))}
      </Conflict>
      {line.kept_reason ? (
        <p class="small">{t('programme.way.kept', { reason: line.kept_reason })}</p>
      ) : (
        board.mayEdit && (
          <details class="keep">
            <summary>{t('programme.way.keep')}</summary>
            <form method="post" action={`${path}/kept-conflict`}>
              <Field name="keptReason" label={t('programme.way.reason')} required maxlength={1000} />
              <Button small>{t('programme.way.keep_do')}</Button>
            </form>
          </details>
        )
      )}
    </div>
  );
}

/** What the first editor saved, told to the second, whose own words stay in the form. */
function Met({ met, board }: { met: EditMet[]; board: Board }) {
  return (
    <div class="conflict" role="alert" tabIndex={-1} data-focus>
      <p>{t('programme.met.title')}</p>
      <ul class="ways">
        {met.map(({ field, was, now, both }) => (
          <li key={field}>
            <span>
              <b>{fieldName(field)}</b>: {valueName(field, was, board) || t('programme.met.empty')} → {valueName(field, now, board) || t('programme.met.empty')}
              {both && <span class="small"> {t('programme.met.both')}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Verbs({ board, line, path }: { board: Board; line: Line; path: string }) {
  const version = String(line.version);
  const isRunning = ['in-progress', 'completed', 'reported'].includes(board.activity.state);
  return (
    <div class="line-verbs">
      {!line.cancelled && (
        <details>
          <summary>{t('programme.move.later')}</summary>
          <form method="post" action={`${path}/moves`} class="inline-fields">
            <input type="hidden" name="version" value={version} />
            <input type="hidden" name="followers" value="on" />
            <input type="hidden" name="day" value={line.starts_at_local.toPlainDate().toString()} />
            <Field name="from" label={t('programme.move.from')} value={clockText(line.starts_at_local)} inputmode="numeric" required />
            <Button small>{t('programme.move.do')}</Button>
          </form>
        </details>
      )}
      {isRunning && !line.cancelled && (
        <details open={!line.execution}>
          <summary>{line.execution ? t(`programme.execution.${line.execution}`) : t('programme.execution.title')}</summary>
          <form method="post" action={`${path}/execution`}>
            <Checks
              one
              name="execution"
              label={t('programme.execution.how')}
              options={['held', 'changed', 'dropped'].map((value) => ({ value, label: t(`programme.execution.${value}`) }))}
              chosen={[line.execution ?? 'held']}
            />
            <TextArea name="note" label={t('programme.execution.note')} value={line.execution_note} rows={2} />
            <Button small>{t('programme.execution.do')}</Button>
          </form>
        </details>
      )}
      {line.cancelled ? (
        <PostButton to={`${path}/restoration`} small>
          {t('programme.restore')}
        </PostButton>
      ) : (
        <PostButton to={`${path}/cancellation`} small plain>
          {t('programme.cancel')}
        </PostButton>
      )}
    </div>
  );
}

/** Choosing day and time for a meeting that was asked for: what dragging does, by keyboard. */
export function Placement({ board, base, meeting, form, fits }: { board: Board; base: string; meeting: RequestedRow; form?: FormState | undefined; fits: Temporal.PlainDateTime[] }) {
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
          <Select name="day" label={t('programme.field.day')} form={form} value={fits[0]?.toPlainDate().toString()} required options={dayOptions(board)} />
          <Field name="from" label={t('programme.field.from')} form={form} value={fits[0] ? clockText(fits[0]) : '10:00'} inputmode="numeric" required />
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

export function NewLine({ board, base, form }: { board: Board; base: string; form: FormState }) {
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

export function AskForm({ base, form }: { base: string; form?: FormState | undefined }) {
  return (
    <>
      <h2>{t('programme.tray.ask')}</h2>
      <FormErrors form={form} />
      <form method="post" action={`${base}/meetings`} class="item-form">
        <Field name="title" label={t('programme.ask.title')} form={form} required maxlength={300} />
        <Field name="minutes" type="number" min={5} max={1440} label={t('programme.ask.minutes')} form={form} value={45} required />
        <Field name="askedBy" label={t('programme.ask.by')} form={form} maxlength={200} />
        <Field name="askedOn" type="date" label={t('programme.ask.on')} form={form} />
        <TextArea name="note" label={t('programme.ask.note')} form={form} rows={3} />
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
        </>
      )}
    </>
  );
}

function fieldName(field: string): string {
  const [head = ''] = field.split(/[.[]/);
  return t(`programme.field.${head}`);
}

function valueName(field: string, value: string, board: Board): string {
  const { venues, vehicles, members } = board.things;
  if (field === 'venueId') return nameIn(venues.find(({ id }) => id === value)?.name) || value;
  if (field === 'type' && value) return t(`programme.type.${value}`);
  if (field === 'vehicles') return value.split(', ').map((id) => vehicles.find((one) => one.id === id)?.label ?? id).join(', ');
  if (field === 'participants') {
    return value
      .split(', ')
      .map((one) => members.find(({ person_id }) => one.endsWith(person_id)))
      .map((member) => (member ? `${member.given_name} ${member.family_name}` : '…'))
      .join(', ');
  }
  if (field.endsWith('.interpreterId')) return board.things.interpreters.find(({ id }) => id === value)?.name ?? value;
  return value;
}

const nameIn = (text: Record<string, string> | undefined) => (text ? Object.values(text)[0] : undefined);
