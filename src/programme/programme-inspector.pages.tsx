import { mayBeKept } from './conflicts/kept-conflicts.rules.js';
import { formatTime } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import type { FormState } from '../platform/web/forms.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Checks, FormErrors } from '../platform/web/components/checks.js';
import { Field, TextArea } from '../platform/web/components/field.js';
import { Text } from '../platform/web/components/names.js';
import { Conflict, type Way } from '../platform/web/components/state.js';
import { holdsUp } from './conflicts/conflict-levels.rules.js';
import { merged, mergedSentence } from './conflicts/conflict.sentences.js';
import { clockText, type EditMet, valuesOf } from './item-values.rules.js';
import { pairName } from './conflicts/pairs.rules.js';
import type { EquippedBoard } from './programme-board.queries.js';
import { isBlocked, type Line } from './programme-lines.queries.js';
import { dayName } from './programme-days.pages.js';
import { Met } from './programme-met.pages.js';
import { ItemFields } from './programme-item-form.pages.js';
import type { WaysOut } from './conflicts/ways-out.service.js';

export interface InspectorProps {
  board: EquippedBoard;
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
      <Asking ways={ways} path={path} version={line.version} />
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
          <Verbs board={board} line={line} ways={ways} path={path} />
        </>
      ) : (
        <p>
          {formatTime(line.starts_at_local)}–{formatTime(line.ends_at_local)}
        </p>
      )}
    </>
  );
}

const MOST_TOLD = 6;

function Conflicts({ board, line, ways, path }: { board: EquippedBoard; line: Line; ways: WaysOut; path: string }) {
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
            <PostButton
              to={`${path}/interpreters`}
              fields={{ from: one.insteadOf, to: one.id, version }}
              small
              primary={n === 0}
              label={t('programme.way.ask_whom', { name: one.name })}
            >
              {t('programme.way.ask')}
            </PostButton>
          ),
        })),
        ...ways.substitutes.map((one) => ({
          words: t('programme.way.substitute', { name: one.name, whom: one.whom }),
          action: (
            <PostButton to={`${path}/participants`} fields={{ from: one.insteadOf, to: one.id, version }} small>
              {t('programme.way.substitute_do')}
            </PostButton>
          ),
        })),
        ...ways.rooms.map((one) => ({
          words: t('programme.way.room', { name: localized(one.name) }),
          action: (
            <PostButton to={`${path}/venue`} fields={{ to: one.id, version }} small>
              {t('programme.way.room_do')}
            </PostButton>
          ),
        })),
        ...(ways.nextStart
          ? [
              {
                words: t('programme.way.move', {
                  from: clockText(ways.nextStart),
                  to: clockText(ways.nextStart.add(lasts)),
                }),
                action: (
                  <PostButton
                    to={`${path}/moves`}
                    fields={{ start: ways.nextStart.toString({ smallestUnit: 'minute' }), version }}
                    small
                    primary={ways.free.length === 0}
                  >
                    {t('programme.way.move_do')}
                  </PostButton>
                ),
              },
            ]
          : []),
      ];
  const told = merged(line.conflicts).slice(0, MOST_TOLD);
  return (
    <div class={isBlocked(line) ? 'clashes' : 'clashes mild'}>
      <Conflict ways={offered}>
        {told.map((group, n) => (
          <span key={n} class={holdsUp(group.conflict.level) ? 'sentence' : 'sentence mild'}>
            {mergedSentence(group, zone)}{' '}
          </span>
        ))}
      </Conflict>
      {line.kept_reason ? (
        <p class="small">{t('programme.way.kept', { reason: line.kept_reason })}</p>
      ) : (
        board.mayEdit &&
        line.conflicts.some(mayBeKept) && (
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

/** Who asked to be replaced, and the one step that does it. */
function Asking({ ways, path, version }: { ways: WaysOut; path: string; version: number }) {
  return (
    <>
      {ways.waiting.map((one) => (
        <div key={one.person_id} class="clashes mild">
          <p>
            {t('programme.way.asks', {
              name: one.name,
              by: one.substitute_name ? t('programme.way.asks_by', { name: one.substitute_name }) : '',
            })}{' '}
            {one.note}
          </p>
          {one.substitute_id && (
            <PostButton
              to={`${path}/participants`}
              fields={{ from: one.person_id, to: one.substitute_id, version: String(version) }}
              small
            >
              {t('programme.way.substitute_do')}
            </PostButton>
          )}
        </div>
      ))}
    </>
  );
}

function Verbs({ board, line, ways, path }: Pick<InspectorProps, 'board' | 'line' | 'ways'> & { path: string }) {
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
            <Field
              name="from"
              label={t('programme.move.from')}
              value={clockText(line.starts_at_local)}
              inputmode="numeric"
              required
            />
            <Button small>{t('programme.move.do')}</Button>
          </form>
        </details>
      )}
      {isRunning && !line.cancelled && (
        <details open={!line.execution}>
          <summary>
            {line.execution ? t(`programme.execution.${line.execution}`) : t('programme.execution.title')}
          </summary>
          <form method="post" action={`${path}/execution`}>
            <Checks
              one
              name="execution"
              label={t('programme.execution.how')}
              hint={t('programme.execution.unnoted')}
              options={['held', 'changed', 'dropped'].map((value) => ({
                value,
                label: t(`programme.execution.${value}`),
              }))}
              chosen={[line.execution ?? 'held']}
            />
            <TextArea name="note" label={t('programme.execution.note')} value={line.execution_note} rows={2} />
            <Button small>{t('programme.execution.do')}</Button>
          </form>
        </details>
      )}
      {ways.earlier && (
        <PostButton to={`${path}/earlier`} small plain>
          {t('programme.take_back')}
        </PostButton>
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
