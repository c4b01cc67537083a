import { Current } from '../platform/current.js';
import { formatDay, formatLanguages } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field } from '../platform/web/components/field.js';
import { Flag, Text } from '../platform/web/components/names.js';
import { Facts, PageHead, Section } from '../platform/web/components/section.js';
import { Stepper, type Step } from '../platform/web/components/state.js';
import { Day, Stamp } from '../platform/web/components/time.js';
import type { HistoryRow, KinRow } from './bodies.queries.js';
import type { BodyReading } from './body-readings.queries.js';
import type { Body } from './body.entity.js';
import { BODY_LIFECYCLES, type BodyStep } from './body.states.js';
import { Composition } from './composition/composition.pages.js';
import type { MoveRow } from './course/course.service.js';
import { Credentials } from './course/credentials.section.js';
import { MatterSections } from './matters/matters.pages.js';
import { Seats } from './seats/seats.section.js';

export interface BodyPageProps extends BodyReading {
  /** Steps that lead on and that the reader may take; the first is the next action. */
  steps: BodyStep[];
  mayWrite: boolean;
  mayReadPeople: boolean;
}

export function bodyPage(props: BodyPageProps) {
  const { body, row, also, on, today, existed, moves, steps, mayWrite, mayReadPeople } = props;
  const house = `/${Current.institution.slug}`;
  const here = `${house}/bodies/${body.id}`;
  return (
    <>
      {on && (
        <div class="as-of" role="note">
          <p>
            <b>{t('bodies.as-of.banner', { day: formatDay(on, 'weekday') })}</b>{' '}
            {existed ? t('bodies.as-of.hint') : t('bodies.as-of.not-yet')}
          </p>
          <Button href={here} small>
            {t('bodies.as-of.today')}
          </Button>
        </div>
      )}
      <PageHead
        eyebrow={t(`bodies.kind.${body.kind}`)}
        title={<Text of={body.name} />}
        meta={
          <>
            {[{ id: row.partner_id, name: row.partner, country: row.country }, ...also].map((partner) => (
              <span key={partner.id}>
                <Flag country={partner.country} />{' '}
                {mayReadPeople ? (
                  <a href={`${house}/partners/${partner.id}`}>
                    <Text of={partner.name} />
                  </a>
                ) : (
                  <Text of={partner.name} />
                )}
              </span>
            ))}
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
              <Button key={step.name} href={`${here}/steps/${step.name}`} primary={n === 0}>
                {t(`bodies.step.${step.name}`)}
              </Button>
            ))}
          </>
        }
      />
      <Stepper label={t('bodies.field.state')} steps={stepperOf(body, moves)} />
      <div class="cols body-cols">
        <div class="stack">
          <Composition checks={props.checks} />
          <Seats body={body} seats={props.seats} day={on ?? today} mayWrite={mayWrite} mayReadPeople={mayReadPeople} />
          <MatterSections body={body} rows={props.matters} mayWrite={mayWrite} />
        </div>
        <div class="stack">
          <BodyFactsBox body={body} />
          {body.kind === 'permanent-delegation' && <Credentials body={body} moves={moves} seats={props.seats} />}
          <Kin kin={props.kin} />
          <History history={props.history} />
          <form class="as-of-ask" method="get" action={here}>
            <Field name="on" type="date" label={t('bodies.as-of.ask')} value={(on ?? today).toString()} required />
            <Button small>{t('bodies.as-of.read')}</Button>
          </form>
        </div>
      </div>
    </>
  );
}

function BodyFactsBox({ body }: { body: Body }) {
  const { particulars: has } = body;
  return (
    <Facts
      facts={[
        [t('bodies.field.constituted'), body.constitutedOn && <Day day={body.constitutedOn} />],
        [t('bodies.field.decision'), has.decision],
        [t('bodies.field.dissolved'), body.dissolvedOn && <Day day={body.dissolvedOn} />],
        [t('bodies.field.membership'), body.membershipStatus && t(`bodies.membership.${body.membershipStatus}`)],
        [t('bodies.field.quotaFull'), has.quotaFull],
        [t('bodies.field.quotaSubstitute'), has.quotaSubstitute],
        [t('bodies.field.quotaStaff'), has.quotaStaff],
        [t('bodies.field.votes'), has.votes],
        [t('bodies.field.contribution'), has.contribution],
        [t('bodies.field.counterpart'), has.counterpart],
        [t('bodies.field.foundingAgreement'), has.foundingAgreement],
        [t('bodies.field.timesAYear'), has.timesAYear],
        [t('bodies.field.host'), has.host && t(`bodies.host.${has.host}`)],
        [t('bodies.field.nextHost'), has.nextHost && t(`bodies.host.${has.nextHost}`)],
        [t('bodies.field.rules'), has.rules],
        [
          t('bodies.field.rulesApprovedOn'),
          has.rulesApprovedOn && <Day day={Temporal.PlainDate.from(has.rulesApprovedOn)} />,
        ],
        [t('bodies.field.languages'), formatLanguages(body.works)],
        [t('bodies.field.terms'), body.termsOfReference],
      ]}
    />
  );
}

function Kin({ kin }: { kin: KinRow[] }) {
  if (kin.length === 0) return null;
  return (
    <Section title={t('bodies.kin.title')}>
      <ul class="moves parts">
        {kin.map((one) => (
          <li key={one.id}>
            <div>
              <p>
                <a href={`/${Current.institution.slug}/bodies/${one.id}`}>
                  <Text of={one.name} />
                </a>
              </p>
              <p>{[t(`bodies.kin.${one.relation}`), one.constituted_on?.year].filter(Boolean).join(' · ')}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History({ history }: { history: HistoryRow[] }) {
  return (
    <Section title={t('bodies.history')}>
      <ul class="moves parts">
        {history.map((event) => (
          <li key={event.id}>
            <div>
              <p>
                {event.matter
                  ? `${t(`bodies.matter.step-done.${event.type.replace('body.matter_', '')}`)}: ${event.matter}`
                  : t(`bodies.event.${event.type.replace(/^body\./, '')}`)}
              </p>
              {event.note && <p class="body-note">{event.note}</p>}
              <p>
                {event.on_day ? (
                  <Day day={event.on_day} />
                ) : (
                  <Stamp at={event.occurred_at} zone={Current.institution.timeZone} />
                )}
                {event.actor_name && ` · ${event.actor_name}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The straight way, with a state beside it put in where the body stands there now; each with the day it was reached. */
function stepperOf(body: Body, moves: MoveRow[]): Step[] {
  const { way, steps } = BODY_LIFECYCLES[body.kind];
  const before = steps.find((step) => step.to === body.state)?.from[0];
  const at = way.indexOf(body.state);
  const shown = at >= 0 ? [...way] : way.toSpliced(way.indexOf(before ?? way[0]!) + 1, 0, body.state);
  const now = shown.indexOf(body.state);
  return shown.map((state, n) => {
    const reached = n <= now ? moves.findLast((move) => move.state === state) : undefined;
    return {
      label: t(`bodies.state.${state}`),
      state: n < now ? 'done' : n === now ? 'now' : 'todo',
      note: reached && <Day day={reached.on_day} />,
    };
  });
}
