import { t } from '../../platform/i18n/translate.js';
import type { YearOfVisits } from './visits.rules.js';

const FIRST_X = 92;
const COLUMN = 54;
const WIDTH = 34;
/** Room for blocks above the years, and below them. */
const ROOM = 68;
const MOST_PITCH = 17;

/** Blocks above the years for visits received, below for visits made; dashed where only planned. The same stands as a table. */
export function VisitsChart({ years, partner }: { years: YearOfVisits[]; partner: string }) {
  const sum = (pick: (one: YearOfVisits) => number) => years.reduce((total, one) => total + pick(one), 0);
  const described = t('activities.visits.described', {
    received: sum((one) => one.received),
    made: sum((one) => one.made),
    planned: sum((one) => one.receivedPlanned + one.madePlanned),
  });
  return (
    <>
      <svg class="visits" viewBox="0 0 740 184" role="img" aria-labelledby="visits-title visits-words">
        <title id="visits-title">
          {t('activities.visits.chart', {
            partner,
            from: String(years[0]!.year),
            to: String(years.at(-1)!.year),
          })}
        </title>
        <desc id="visits-words">{described}</desc>
        <text x="0" y="80">
          {t('activities.visits.received')}
        </text>
        <text x="0" y="117">
          {t('activities.visits.made')}
        </text>
        {years.map((one, n) => (
          <Year key={one.year} of={one} x={FIRST_X + n * COLUMN} />
        ))}
        <path class="base" d="M0 84.5H740M0 103.5H740" fill="none" />
      </svg>
      <details class="small visits-table">
        <summary>{t('activities.visits.as_table')}</summary>
        <table class="list">
          <caption class="vh">{described}</caption>
          <thead>
            <tr>
              <th scope="col">{t('activities.visits.year')}</th>
              <th scope="col" class="num">
                {t('activities.visits.received')}
              </th>
              <th scope="col" class="num">
                {t('activities.visits.made')}
              </th>
              <th scope="col" class="num">
                {t('activities.visits.planned')}
              </th>
            </tr>
          </thead>
          <tbody>
            {years.toReversed().map((one) => (
              <tr key={one.year}>
                <th scope="row">{one.year}</th>
                <td class="num">{one.received}</td>
                <td class="num">{one.made}</td>
                <td class="num">{one.receivedPlanned + one.madePlanned}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function Year({ of, x }: { of: YearOfVisits; x: number }) {
  return (
    <>
      <Blocks x={x} done={of.received} planned={of.receivedPlanned} isAbove />
      <Blocks x={x} done={of.made} planned={of.madePlanned} />
      <text class="n" x={x + WIDTH / 2} y="99" text-anchor="middle">
        {of.year}
      </text>
    </>
  );
}

/** One block for each visit; where there are many they become thinner, and never fewer. */
function Blocks({ x, done, planned, isAbove }: { x: number; done: number; planned: number; isAbove?: boolean }) {
  const count = done + planned;
  const pitch = Math.min(MOST_PITCH, ROOM / Math.max(1, count));
  const height = Math.max(0.5, pitch - (pitch > 6 ? 3 : 1));
  return (
    <>
      {Array.from({ length: count }, (_, n) => {
        const y = isAbove ? 86 - (n + 1) * pitch : 107 + n * pitch;
        const isDone = n < done;
        // A stroke lies on the edge: half a unit inwards keeps it sharp.
        const edge = isDone && isAbove ? 0 : 0.5;
        return (
          <rect
            key={n}
            class={isDone ? (isAbove ? 'in' : 'outl') : 'plan'}
            x={x + edge}
            y={round(y + edge)}
            width={WIDTH - 2 * edge}
            height={round(Math.max(0.5, height - 2 * edge))}
          />
        );
      })}
    </>
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
