import { fullName } from '../directory/people.queries.js';
import { Current } from '../platform/current.js';
import { formatLanguages } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { List } from '../platform/web/components/list.js';
import { Flag, PersonName, Text } from '../platform/web/components/names.js';
import { Empty, Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Stepper, type Step } from '../platform/web/components/state.js';
import { Day, Stamp } from '../platform/web/components/time.js';
import type { BodiesQueries, BodyRow, SeatRow } from './bodies.queries.js';
import type { Body } from './body.entity.js';
import { BODY_LIFECYCLES, type BodyStep } from './body.states.js';

export interface BodyPageProps {
  body: Body;
  row: BodyRow;
  seats: SeatRow[];
  history: Awaited<ReturnType<BodiesQueries['history']>>;
  /** Steps that lead on and that the reader may take; the first is the next action. */
  steps: BodyStep[];
  mayWrite: boolean;
  mayReadPeople: boolean;
}

export function bodyPage({ body, row, seats, history, steps, mayWrite, mayReadPeople }: BodyPageProps) {
  const here = `/${Current.institution.slug}/bodies/${body.id}`;
  return (
    <>
      <PageHead
        eyebrow={t(`bodies.kind.${body.kind}`)}
        title={<Text of={body.name} />}
        meta={
          <>
            <span>
              <Flag country={row.country} />{' '}
              {mayReadPeople ? (
                <a href={`/${Current.institution.slug}/partners/${row.partner_id}`}>
                  <Text of={row.partner} />
                </a>
              ) : (
                <Text of={row.partner} />
              )}
            </span>
            <span>{t('bodies.count-seats', { count: row.seats })}</span>
            {row.chair && <span>{t('bodies.led-by', { name: row.chair })}</span>}
          </>
        }
        actions={
          <>
            {mayWrite && <Button href={`${here}/edit`}>{t('bodies.change')}</Button>}
            {mayWrite && (
              <Button href={`${here}/seats/new`} primary={steps.length === 0} icon="plus">
                {t('bodies.seat.add')}
              </Button>
            )}
            {steps.map((step, n) => (
              <PostButton key={step.name} to={`${here}/steps/${step.name}`} primary={n === 0}>
                {t(`bodies.step.${step.name}`)}
              </PostButton>
            ))}
          </>
        }
      />
      <Stepper label={t('bodies.field.state')} steps={stepperOf(body)} />
      <div class="cols body-cols">
        <div class="stack">
          <Section title={t('bodies.seats')}>
            <List
              caption={t('bodies.seats')}
              rows={seats}
              rowKey={(seat) => seat.id}
              empty={<Empty title={t('bodies.seat.none')}>{t('bodies.seat.none-hint')}</Empty>}
              columns={[
                {
                  label: t('bodies.seat.capacity'),
                  class: 'nb',
                  cell: (seat) => t(`bodies.capacity.${seat.capacity}`),
                },
                {
                  label: t('bodies.seat.person'),
                  cell: (seat) => (
                    <>
                      <Flag country={seat.country} />{' '}
                      <PersonName
                        name={fullName(seat)}
                        native={
                          seat.native_name ? { text: seat.native_name, lang: seat.native_language ?? 'und' } : null
                        }
                        {...(mayReadPeople ? { href: `/${Current.institution.slug}/people/${seat.person_id}` } : {})}
                      />
                    </>
                  ),
                },
                { label: t('bodies.seat.kind'), cell: (seat) => t(`bodies.seat-kind.${seat.kind}`) },
                { label: t('bodies.seat.from'), class: 'nb', cell: (seat) => <Day day={seat.starts_on} /> },
                {
                  label: t('bodies.seat.to'),
                  class: 'nb',
                  cell: (seat) =>
                    seat.ends_on ? (
                      <Day day={seat.ends_on} />
                    ) : (
                      mayWrite && (
                        <a
                          href={`${here}/seats/${seat.id}/end`}
                          aria-label={t('bodies.seat.end-of', { name: fullName(seat) })}
                        >
                          {t('bodies.seat.end')}
                        </a>
                      )
                    ),
                },
              ]}
            />
          </Section>
        </div>
        <div class="stack">
          <Facts
            facts={[
              [t('bodies.field.constituted'), body.constitutedOn && <Day day={body.constitutedOn} />],
              [t('bodies.field.dissolved'), body.dissolvedOn && <Day day={body.dissolvedOn} />],
              [t('bodies.field.membership'), body.membershipStatus && t(`bodies.membership.${body.membershipStatus}`)],
              [t('bodies.field.languages'), formatLanguages(body.works)],
              [t('bodies.field.terms'), body.termsOfReference],
            ]}
          />
          <Section title={t('bodies.history')}>
            <ul class="moves parts">
              {history.map((event) => (
                <li key={event.id}>
                  <div>
                    <p>{t(`bodies.event.${event.type.replace(/^body\./, '')}`)}</p>
                    <p>
                      <Stamp at={event.occurred_at} zone={Current.institution.timeZone} />
                      {event.actor_name && ` · ${event.actor_name}`}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </>
  );
}

/** The straight way, with a state beside it put in where the body stands there now. */
function stepperOf(body: Body): Step[] {
  const { way, steps } = BODY_LIFECYCLES[body.kind];
  const before = steps.find((step) => step.to === body.state)?.from[0];
  const at = way.indexOf(body.state);
  const shown = at >= 0 ? [...way] : way.toSpliced(way.indexOf(before ?? way[0]!) + 1, 0, body.state);
  const now = shown.indexOf(body.state);
  return shown.map((state, n) => ({
    label: t(`bodies.state.${state}`),
    state: n < now ? 'done' : n === now ? 'now' : 'todo',
  }));
}
