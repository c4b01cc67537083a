import type { ComponentChildren } from 'preact';
import { fullName } from '../directory/people.queries.js';
import type { MemberRow } from '../activities/activities.queries.js';
import { stepsFrom } from '../activities/lifecycle.states.js';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Section } from '../platform/web/components/section.js';
import type { FormState } from '../platform/web/forms.js';
import type { Facts } from './logistics-entry.entity.js';
import { EntryForm } from './entry-form.pages.js';
import { type LogisticsField, logisticsKind, type LogisticsKindName } from './logistics-kinds.rules.js';
import { factText, logisticsOf, valueOf } from './entry-facts.rules.js';
import type { EntryRow } from './logistics.queries.js';
import { isOff, LOGISTICS_STATES } from './logistics.states.js';

export interface LogisticsProps {
  activityId: string;
  kinds: LogisticsKindName[];
  entries: EntryRow[];
  members: MemberRow[];
  /** Of the side that travels, in order: who of them has no room yet is named. */
  travellers: string[];
  mayPlan: boolean;
  mayWrite: (kind: LogisticsKindName) => boolean;
  mayOpen: (kind: LogisticsKindName) => boolean;
  mayTake: (kind: LogisticsKindName, to: string, from: string) => boolean;
  /** The form that is open: a new entry of a kind, or one that is changed. */
  open?: { kind: LogisticsKindName; entry?: EntryRow | undefined; form?: FormState | undefined } | undefined;
  /** What was sealed, opened for this answer alone. */
  opened?: { id: string; facts: Facts } | undefined;
}

/** Everything around the people, kind by kind, each table edited where it stands. */
export function LogisticsPage(props: LogisticsProps) {
  return (
    <div class="stack logistics">
      {props.mayPlan && (
        <p>
          <Button href={`/${Current.institution.slug}/activities/${props.activityId}/counterpart`} small>
            {t('logistics.list.title')}
          </Button>
        </p>
      )}
      <nav class="parts" aria-label={t('logistics.title')}>
        {props.kinds.map((kind) => (
          <a key={kind} href={`#${kind}`}>
            {t(`logistics.kind.${kind}`)}{' '}
            <span class="mute">
              {props.entries.filter((entry) => entry.kind === kind && !isOff(entry.state)).length}
            </span>
          </a>
        ))}
      </nav>
      {props.kinds.map((kind) => (
        <KindSection key={kind} kind={kind} {...props} />
      ))}
    </div>
  );
}

function KindSection({ kind, ...props }: LogisticsProps & { kind: LogisticsKindName }) {
  const { about, isRestricted } = logisticsKind(kind);
  const rows = props.entries.filter((entry) => entry.kind === kind);
  const base = logisticsOf(props.activityId);
  const isNew = props.open?.kind === kind && !props.open.entry;
  const names = new Map(props.members.map((member) => [member.id, fullName(member)]));
  const has = new Set(rows.filter(({ state }) => !isOff(state)).flatMap(({ members }) => members));
  const without = about === 'members' && rows.length > 0 ? props.travellers.filter((id) => !has.has(id)) : [];
  return (
    <Section
      id={kind}
      title={t(`logistics.kind.${kind}`)}
      aside={
        rows.length > 0 && (
          <>
            <a href={`${base}/${kind}/export/xlsx`}>xlsx</a> · <a href={`${base}/${kind}/export/csv`}>csv</a>
          </>
        )
      }
    >
      {isRestricted && <p class="small mute">{t('logistics.restricted')}</p>}
      {rows.length > 0 && <EntryTable {...props} kind={kind} rows={rows} names={names} />}
      {without.length > 0 && (
        <p class="small ochre">
          {t(`logistics.without`, {
            names: without.map((id) => names.get(id) ?? '').join(', '),
            count: without.length,
          })}
        </p>
      )}
      {isNew && <EntryForm {...props} kind={kind} form={props.open?.form} preset={without} />}
      {!isNew && (
        <p class="row-flex entry-add">
          {rows.length === 0 && <span class="mute">{t(`logistics.none.${kind}`)}</span>}
          {props.mayWrite(kind) && (
            <Button href={`${base}?new=${kind}#${kind}`} small icon="plus">
              {t(`logistics.add.${kind}`)}
            </Button>
          )}
        </p>
      )}
    </Section>
  );
}

interface TableProps extends LogisticsProps {
  kind: LogisticsKindName;
  rows: EntryRow[];
  names: Map<string, string>;
}

function EntryTable({ kind, rows, names, ...props }: TableProps) {
  const { about, fields } = logisticsKind(kind);
  const columns = fields.filter(({ column }) => column);
  const span = columns.length + (about === 'members' ? 3 : 2);
  return (
    <div class="list-frame" tabIndex={0} role="region" aria-label={t(`logistics.kind.${kind}`)}>
      <table class="list">
        <caption class="vh">{t(`logistics.kind.${kind}`)}</caption>
        <thead>
          <tr>
            {about === 'members' && <th scope="col">{t('logistics.who')}</th>}
            {columns.map(({ name }) => (
              <th key={name} scope="col">
                {t(`logistics.field.${name}`)}
              </th>
            ))}
            <th scope="col">{t('logistics.state')}</th>
            <th scope="col">
              <span class="vh">{t('logistics.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <>
              <tr key={entry.id} id={`entry-${entry.id}`} class={isOff(entry.state) ? 'mute' : undefined}>
                {about === 'members' && <td class="who">{entry.members.map((id) => names.get(id)).join(', ')}</td>}
                {columns.map((field) => (
                  <td key={field.name} class={field.type === 'line' ? undefined : 'nb'}>
                    {factOf(entry, field)}
                  </td>
                ))}
                <td>
                  <Steps entry={entry} {...props} />
                </td>
                <td class="nb">
                  <Tools entry={entry} names={names} {...props} />
                </td>
              </tr>
              <Beneath entry={entry} fields={fields} span={span} {...props} />
            </>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What has no column, what was opened, and the form where the entry is being changed. */
function Beneath({
  entry,
  fields,
  span,
  ...props
}: LogisticsProps & { entry: EntryRow; fields: readonly LogisticsField[]; span: number }) {
  const more = fields
    .filter(({ column, sealed, name }) => !column && !sealed && valueOf(entry, name) !== undefined)
    .map((field): [string, ComponentChildren] => [t(`logistics.field.${field.name}`), factOf(entry, field)]);
  const told = props.opened?.id === entry.id ? Object.entries(props.opened.facts) : [];
  const isOpen = props.open?.entry?.id === entry.id;
  if (more.length + told.length === 0 && !entry.note && !entry.reason && !isOpen) return null;
  return (
    <tr class="beneath">
      <td colSpan={span}>
        {(more.length > 0 || entry.note || entry.reason) && (
          <p class="small">
            {more.map(([label, value], n) => (
              <span key={n} class="fact">
                <span class="mute">{label}</span> {value}
              </span>
            ))}
            {entry.note && <bdi class="fact">{entry.note}</bdi>}
            {entry.reason && <bdi class="fact ochre">{entry.reason}</bdi>}
          </p>
        )}
        {told.map(([name, value]) => (
          <p key={name} class="small">
            <span class="mute">{t(`logistics.field.${name}`)}</span> <bdi>{String(value)}</bdi>{' '}
            <span class="ochre">{t('logistics.read_recorded')}</span>
          </p>
        ))}
        {isOpen && <EntryForm {...props} kind={entry.kind} entry={entry} form={props.open?.form} preset={[]} />}
      </td>
    </tr>
  );
}

function Steps({ entry, activityId, mayTake }: Pick<LogisticsProps, 'activityId' | 'mayTake'> & { entry: EntryRow }) {
  const steps = stepsFrom(LOGISTICS_STATES[entry.kind], entry.state).filter(({ to }) =>
    mayTake(entry.kind, to, entry.state),
  );
  const to = `${logisticsOf(activityId)}/${entry.id}/steps`;
  const [onward, ...others] = steps;
  return (
    <span class="steps-of">
      <b class={toneOf(entry)}>{t(`logistics.state_of.${entry.state}`)}</b>
      {onward && !onward.needsReason && (
        <PostButton to={to} fields={{ to: onward.to }} small plain>
          → {t(`logistics.state_of.${onward.to}`)}
        </PostButton>
      )}
      {others.length > 0 && (
        <details class="menu">
          <summary class="btn btn-sm btn-plain">{t('logistics.otherwise')}</summary>
          <div class="menu-body">
            {others.map((step) => (
              <form key={step.to} method="post" action={to} class="form">
                <input type="hidden" name="to" value={step.to} />
                {step.needsReason && (
                  <label class="field">
                    <span class="label">{t('logistics.reason')}</span>
                    <input class="form-control" name="reason" required maxLength={500} />
                  </label>
                )}
                <Button small>{t(`logistics.state_of.${step.to}`)}</Button>
              </form>
            ))}
          </div>
        </details>
      )}
    </span>
  );
}

function toneOf({ kind, state }: EntryRow): string | undefined {
  if (isOff(state)) return 'mute';
  const { course } = LOGISTICS_STATES[kind];
  if (state === course[0]) return 'ochre';
  return course.indexOf(state) >= course.length - 2 && course.length > 2 ? 'moss' : undefined;
}

function Tools({ entry, names, ...props }: LogisticsProps & { entry: EntryRow; names: Map<string, string> }) {
  const path = `${logisticsOf(props.activityId)}/${entry.id}`;
  const who = entry.members.map((id) => names.get(id)).join(', ') || t(`logistics.kind.${entry.kind}`);
  return (
    <>
      {entry.has_sealed && props.mayOpen(entry.kind) && (
        <PostButton to={`${path}/opening`} small plain label={t('logistics.reveal_of', { who })}>
          <span class="shut" />
          {t('logistics.reveal')}
        </PostButton>
      )}
      {props.mayWrite(entry.kind) && (
        <>
          <Button
            href={`${logisticsOf(props.activityId)}?entry=${entry.id}#entry-${entry.id}`}
            small
            plain
            label={t('logistics.change_of', { who })}
          >
            {t('logistics.change')}
          </Button>
          <PostButton to={`${path}/removal`} small plain label={t('logistics.remove_of', { who })}>
            ×
          </PostButton>
        </>
      )}
    </>
  );
}

function factOf(entry: EntryRow, field: LogisticsField): ComponentChildren {
  const text = factText(entry, field);
  return field.type === 'line' ? <bdi>{text}</bdi> : text;
}
