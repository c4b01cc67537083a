import { t } from '../../platform/i18n/translate.js';
import { Section } from '../../platform/web/components/section.js';
import { Day } from '../../platform/web/components/time.js';
import type { SeatRow } from '../bodies.queries.js';
import type { Body } from '../body.entity.js';
import type { MoveRow } from './course.service.js';

const OUTCOMES = ['ratification', 'challenge', 'restriction', 'refusal'];

/** The letters that named the delegation, each with what the organisation decided; who was appointed since needs another. */
export function Credentials({ body, moves, seats }: { body: Body; moves: MoveRow[]; seats: SeatRow[] }) {
  const sent = moves.filter((move) => move.step === 'credentials' || OUTCOMES.includes(move.step));
  const last = moves.findLast((move) => move.step === 'credentials');
  const covered = new Set((last?.facts?.['covers'] as string[] | undefined) ?? []);
  const since = last
    ? seats.filter(
        (seat) => !covered.has(seat.id) && !seat.ends_on && seat.side === 'ours' && seat.capacity !== 'secretary',
      )
    : [];
  return (
    <Section title={t('bodies.credentials.title')}>
      {sent.length === 0 && <p class="mute">{t('bodies.credentials.none')}</p>}
      <ul class="moves parts">
        {sent.toReversed().map((move) => (
          <li key={move.id}>
            <div>
              <p>{t(`bodies.event.${move.step}`)}</p>
              {move.step === 'credentials' && <p>{dispatch(move)}</p>}
              {move.note && <p class="body-note">{move.note}</p>}
              <p>
                <Day day={move.on_day} />
              </p>
            </div>
          </li>
        ))}
      </ul>
      {body.state === 'active' && since.length > 0 && (
        <div class="conflict">
          <p>
            {t('bodies.credentials.again', {
              count: since.length,
              names: since.map((seat) => [seat.given_name, seat.family_name].filter(Boolean).join(' ')).join(', '),
            })}
          </p>
        </div>
      )}
    </Section>
  );
}

function dispatch({ facts }: MoveRow) {
  const { covers, signedBy, sessionOpensOn } = (facts ?? {}) as {
    covers?: string[];
    signedBy?: string;
    sessionOpensOn?: string;
  };
  return (
    <>
      {[
        t('bodies.count-seats', { count: covers?.length ?? 0 }),
        signedBy && t('bodies.credentials.by', { name: signedBy }),
      ]
        .filter(Boolean)
        .join(' · ')}
      {sessionOpensOn && (
        <>
          {' · '}
          {t('bodies.credentials.session')} <Day day={Temporal.PlainDate.from(sessionOpensOn)} />
        </>
      )}
    </>
  );
}
