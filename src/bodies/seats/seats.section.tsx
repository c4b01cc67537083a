import { fullName } from '../../directory/people.queries.js';
import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import { List } from '../../platform/web/components/list.js';
import { Flag, PersonName } from '../../platform/web/components/names.js';
import { Empty, Section } from '../../platform/web/components/section.js';
import { Day } from '../../platform/web/components/time.js';
import type { SeatRow } from '../bodies.queries.js';
import type { Body } from '../body.entity.js';

export interface SeatsProps {
  body: Body;
  seats: SeatRow[];
  /** The day that the page is read as of. */
  day: Temporal.PlainDate;
  mayWrite: boolean;
  mayReadPeople: boolean;
}

/** Who sits in a body. A commission, and a group whose counterpart is known, has two sides. */
export function Seats(props: SeatsProps) {
  const { body, seats } = props;
  const theirs = seats.filter((seat) => seat.side === 'theirs');
  const isTwoSided = body.kind === 'commission' || theirs.length > 0;
  if (!isTwoSided)
    return (
      <Section title={t('bodies.seats')} aside={<Quota body={body} seats={seats} day={props.day} />}>
        <SeatList {...props} caption={t('bodies.seats')} />
      </Section>
    );
  return (
    <>
      <Section
        title={t('bodies.side.ours')}
        aside={t('bodies.count-seats', { count: standingOf(seats, props.day, 'ours') })}
      >
        <SeatList {...props} seats={seats.filter((seat) => seat.side === 'ours')} caption={t('bodies.side.ours')} />
      </Section>
      <Section
        title={body.particulars.counterpart ?? t('bodies.side.theirs')}
        aside={t('bodies.count-seats', { count: standingOf(seats, props.day, 'theirs') })}
      >
        <SeatList {...props} seats={theirs} caption={t('bodies.side.theirs')} />
      </Section>
    </>
  );
}

const stands = (seat: SeatRow, day: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(seat.starts_on, day) <= 0 &&
  (!seat.ends_on || Temporal.PlainDate.compare(seat.ends_on, day) >= 0);

const standingOf = (seats: SeatRow[], day: Temporal.PlainDate, side: SeatRow['side']) =>
  seats.filter((seat) => seat.side === side && seat.capacity !== 'secretary' && stands(seat, day)).length;

/** How many of the seats that the organisation allots are taken. */
function Quota({ body, seats, day }: Pick<SeatsProps, 'body' | 'seats' | 'day'>) {
  const { quotaFull, quotaSubstitute } = body.particulars;
  const taken = (kind: SeatRow['kind']) =>
    seats.filter((seat) => seat.kind === kind && seat.capacity !== 'secretary' && stands(seat, day)).length;
  const parts = [
    quotaFull !== undefined && t('bodies.quota.full', { taken: taken('full'), quota: quotaFull }),
    quotaSubstitute !== undefined &&
      t('bodies.quota.substitute', { taken: taken('substitute'), quota: quotaSubstitute }),
  ].filter(Boolean);
  return (
    <>{parts.length > 0 ? parts.join(' · ') : t('bodies.count-seats', { count: standingOf(seats, day, 'ours') })}</>
  );
}

function SeatList({ body, seats, day, mayWrite, mayReadPeople, caption }: SeatsProps & { caption: string }) {
  const house = `/${Current.institution.slug}`;
  const here = `${house}/bodies/${body.id}/seats`;
  return (
    <List
      caption={caption}
      rows={seats}
      rowKey={(seat) => seat.id}
      empty={<Empty title={t('bodies.seat.none')}>{t('bodies.seat.none-hint')}</Empty>}
      columns={[
        { label: t('bodies.seat.capacity'), class: 'nb', cell: (seat) => t(`bodies.capacity.${seat.capacity}`) },
        {
          label: t('bodies.seat.person'),
          cell: (seat) => (
            <>
              <Flag country={seat.country} />{' '}
              <PersonName
                name={fullName(seat)}
                native={seat.native_name ? { text: seat.native_name, lang: seat.native_language ?? 'und' } : null}
                {...(mayReadPeople ? { href: `${house}/people/${seat.person_id}` } : {})}
              />
              <Below seat={seat} />
            </>
          ),
        },
        { label: t('bodies.seat.kind'), cell: (seat) => t(`bodies.seat-kind.${seat.kind}`) },
        { label: t('bodies.seat.from'), class: 'nb', cell: (seat) => <Day day={seat.starts_on} /> },
        {
          label: t('bodies.seat.to'),
          class: 'nb',
          cell: (seat) => (
            <>
              {seat.ends_on && <Day day={seat.ends_on} />}
              {mayWrite && !seat.ends_on && (
                <a
                  class="block"
                  href={`${here}/${seat.id}/end`}
                  aria-label={t('bodies.seat.end-of', { name: fullName(seat) })}
                >
                  {t('bodies.seat.end')}
                </a>
              )}
              {mayWrite && seat.ends_on && !seat.is_filled && !stands(seat, day) && (
                <a
                  class="block"
                  href={`${here}/new?replaces=${seat.id}`}
                  aria-label={t('bodies.seat.replacing', { name: fullName(seat) })}
                >
                  {t('bodies.seat.fill')}
                </a>
              )}
              {mayWrite && !seat.ends_on && body.kind === 'permanent-delegation' && (
                <a
                  class="block"
                  href={`${here}/${seat.id}/committees`}
                  aria-label={`${t('bodies.seat.committees')}: ${fullName(seat)}`}
                >
                  {t('bodies.seat.committees')}
                </a>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

function Below({ seat }: { seat: SeatRow }) {
  const words = [
    seat.stands_in_for && t('bodies.seat.stands-in-for', { name: seat.stands_in_for }),
    seat.committees.join('; '),
    seat.decision,
  ].filter(Boolean);
  return words.length > 0 ? <span class="small mute block">{words.join(' · ')}</span> : null;
}
