import { fullName } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select, TextArea } from '../../platform/web/components/field.js';
import { List } from '../../platform/web/components/list.js';
import { Empty, Facts, PageHead, Section } from '../../platform/web/components/section.js';
import { Stepper } from '../../platform/web/components/state.js';
import { Day } from '../../platform/web/components/time.js';
import type { FormState } from '../../platform/web/forms.js';
import type { SeatRow } from '../bodies.queries.js';
import type { Body } from '../body.entity.js';
import type { MoveRow } from '../course/course.service.js';
import { Moves } from '../course/moves.pages.js';
import type { Matter } from './matter.entity.js';
import { MATTER_COURSES, type MatterKind, mattersOf, type MatterStep } from './matter.states.js';
import type { MatterRow } from './matters.queries.js';

const pathOf = (body: Body) => `/${Current.institution.slug}/bodies/${body.id}`;

/** What lies before a body: a table for each kind that a body of its kind has. */
export function MatterSections({ body, rows, mayWrite }: { body: Body; rows: MatterRow[]; mayWrite: boolean }) {
  return (
    <>
      {mattersOf(body.kind).map((kind) => (
        <MatterSection
          key={kind}
          body={body}
          kind={kind}
          rows={rows.filter((row) => row.kind === kind)}
          mayWrite={mayWrite}
        />
      ))}
    </>
  );
}

function MatterSection({
  body,
  kind,
  rows,
  mayWrite,
}: {
  body: Body;
  kind: MatterKind;
  rows: MatterRow[];
  mayWrite: boolean;
}) {
  const add = <a href={`${pathOf(body)}/matters/new?kind=${kind}`}>{t(`bodies.matter.new.${kind}`)}</a>;
  return (
    <Section title={t(`bodies.matters.${kind}`)} aside={mayWrite && add}>
      <List
        caption={t(`bodies.matters.${kind}`)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={<Empty title={t(`bodies.matter.none.${kind}`)} />}
        columns={[
          {
            label: t(kind === 'text' ? 'bodies.matter.due' : 'bodies.matter.day'),
            class: 'nb t',
            cell: (row) => {
              const when = kind === 'text' ? (row.due_on ?? row.starts_on) : (row.starts_on ?? row.due_on);
              return when && <Day day={when} />;
            },
          },
          {
            label: t('bodies.matter.title'),
            cell: (row) => (
              <>
                <a class="strong" href={`${pathOf(body)}/matters/${row.id}`}>
                  {row.title}
                </a>
                {(row.reference || row.place || row.responsible) && (
                  <span class="small mute block">
                    {[row.reference, row.place, row.responsible].filter(Boolean).join(' · ')}
                  </span>
                )}
              </>
            ),
          },
          {
            label: t('bodies.field.state'),
            class: 'nb',
            cell: (row) => t(`bodies.matter.state.${row.state}`),
          },
        ]}
      />
    </Section>
  );
}

export interface MatterPageProps {
  body: Body;
  matter: Matter;
  moves: MoveRow[];
  steps: MatterStep[];
  form?: FormState | undefined;
  mayWrite: boolean;
  today: Temporal.PlainDate;
}

export function matterPage({ body, matter, moves, steps, form, mayWrite, today }: MatterPageProps) {
  const here = `${pathOf(body)}/matters/${matter.id}`;
  const { way } = MATTER_COURSES[matter.kind];
  const shown = way.includes(matter.state) ? way : [...way.slice(0, moves.length - 1), matter.state];
  const now = shown.indexOf(matter.state);
  return (
    <>
      <PageHead
        eyebrow={<a href={pathOf(body)}>{localized(body.name)}</a>}
        title={matter.title}
        meta={<span>{t(`bodies.matter.kind.${matter.kind}`)}</span>}
        actions={mayWrite && <Button href={`${here}/edit`}>{t('bodies.change')}</Button>}
      />
      <Stepper
        label={t('bodies.field.state')}
        steps={shown.map((state, n) => ({
          label: t(`bodies.matter.state.${state}`),
          state: n < now ? 'done' : n === now ? 'now' : 'todo',
          note: moveTo(moves, state),
        }))}
      />
      <div class="cols body-cols">
        <div class="stack">
          {steps.length > 0 && (
            <Section title={t('bodies.matter.next')}>
              <form method="post" class="form" action={`${here}/steps/${steps[0]!.name}`} novalidate>
                <FormErrors form={form} />
                <Field
                  name="on"
                  type="date"
                  form={form}
                  label={t('bodies.step-on')}
                  value={today.toString()}
                  max={today.toString()}
                  required
                />
                {steps.some((step) => step.needsOutcome) && (
                  <TextArea
                    name="outcome"
                    rows={8}
                    form={form}
                    label={t(`bodies.matter.outcome.${matter.kind}`)}
                    value={matter.outcome}
                  />
                )}
                <TextArea name="note" rows={2} form={form} label={t('bodies.step-note')} />
                <div class="form-end">
                  {steps.map((step, n) => (
                    <Button key={step.name} primary={n === 0} action={`${here}/steps/${step.name}`}>
                      {t(`bodies.matter.step.${step.name}`)}
                    </Button>
                  ))}
                </div>
              </form>
            </Section>
          )}
          {matter.outcome && (
            <Section title={t(`bodies.matter.outcome.${matter.kind}`)}>
              <p class="body-text">{matter.outcome}</p>
            </Section>
          )}
        </div>
        <div class="stack">
          <Facts
            facts={[
              [t('bodies.matter.day'), matter.startsOn && <Day day={matter.startsOn} />],
              [t('bodies.matter.time'), matter.atTime],
              [t('bodies.matter.due'), matter.dueOn && <Day day={matter.dueOn} />],
              [t('bodies.matter.place'), matter.place],
              [t('bodies.matter.reference'), matter.reference],
            ]}
          />
          <Section title={t('bodies.history')}>
            <Moves moves={moves} label={(step) => t(`bodies.matter.step-done.${step}`)} />
          </Section>
        </div>
      </div>
    </>
  );
}

function moveTo(moves: MoveRow[], state: string) {
  const move = moves.findLast((one) => one.state === state);
  return move && <Day day={move.on_day} />;
}

export interface MatterFormProps {
  body: Body;
  kind: MatterKind;
  matter?: Matter | undefined;
  form?: FormState | undefined;
  seats: SeatRow[];
  title: string;
}

export function matterForm({ body, kind, matter, form, seats, title }: MatterFormProps) {
  const back = matter ? `${pathOf(body)}/matters/${matter.id}` : pathOf(body);
  return (
    <>
      <PageHead title={title} eyebrow={<a href={pathOf(body)}>{localized(body.name)}</a>} />
      <form method="post" class="form" action={`${pathOf(body)}/matters${matter ? `/${matter.id}` : ''}`} novalidate>
        <FormErrors form={form} />
        {matter && <input type="hidden" name="version" value={String(matter.version)} />}
        <input type="hidden" name="kind" value={kind} />
        <TextArea name="title" rows={2} required form={form} label={t('bodies.matter.title')} value={matter?.title} />
        <div class="form-row">
          <Field
            name="startsOn"
            type="date"
            form={form}
            label={t(kind === 'text' ? 'bodies.matter.received' : 'bodies.matter.day')}
            value={matter?.startsOn?.toString()}
          />
          {kind === 'meeting' ? (
            <Field name="atTime" type="time" form={form} label={t('bodies.matter.time')} value={matter?.atTime} />
          ) : (
            <Field
              name="dueOn"
              type="date"
              form={form}
              label={t('bodies.matter.due')}
              value={matter?.dueOn?.toString()}
            />
          )}
        </div>
        <div class="form-row">
          {kind !== 'text' && <Field name="place" form={form} label={t('bodies.matter.place')} value={matter?.place} />}
          <Field name="reference" form={form} label={t('bodies.matter.reference')} value={matter?.reference} />
        </div>
        <Select
          name="responsibleId"
          form={form}
          label={t('bodies.matter.responsible')}
          value={matter?.responsibleId}
          empty={t('bodies.not-stated')}
          options={seats
            .filter((seat) => seat.side === 'ours')
            .map((seat) => ({ value: seat.person_id, label: fullName(seat) }))}
        />
        <div class="form-end">
          <Button primary>{t('bodies.save')}</Button>
          <a href={back}>{t('bodies.cancel')}</a>
        </div>
      </form>
    </>
  );
}
