import { t } from '../platform/i18n/translate.js';
import { at } from '../platform/web/positions.js';
import type { SeatingPlan } from './seating-plan.entity.js';
import type { Place } from './seating.rules.js';
import { boardName, chairName } from './seating.words.js';
import { layoutOf, type Seat } from './shapes.rules.js';
import type { SeatedPerson } from './sitters.queries.js';

/** The room from above: boards, chairs, and the names on them. */
export function Board({
  plan,
  people,
  places,
  mayArrange,
}: {
  plan: SeatingPlan;
  people: SeatedPerson[];
  places: Place[];
  mayArrange: boolean;
}) {
  const layout = layoutOf(plan.shape, plan.tables);
  const byKey = new Map(people.map((one) => [one.key, one]));
  const sitting = new Map(places.map((place) => [`${place.table}.${place.seat}`, place]));
  return (
    <div class="seating-frame" tabIndex={0} role="region" aria-label={t('seating.board')}>
      <div class="seating-room" {...at({ room: round(layout.width), depth: round(layout.height) })}>
        {layout.boards.map((board, n) => (
          <div
            key={n}
            class={`board is-${board.kind}`}
            {...at({ x: round(board.x), y: round(board.y), w: round(board.width), h: round(board.height) })}
          >
            <span>{boardName(plan, board, n)}</span>
          </div>
        ))}
        <ol>
          {layout.seats.map((seat) => {
            const place = sitting.get(`${seat.table}.${seat.seat}`);
            return (
              <li key={`${seat.table}.${seat.seat}`} {...at({ x: round(seat.x), y: round(seat.y) })}>
                <Chair
                  seat={seat}
                  person={place && byKey.get(place.key)}
                  isFixed={place?.fixed ?? false}
                  words={chairName(plan, seat)}
                  mayArrange={mayArrange}
                />
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}

function Chair({
  seat,
  person,
  isFixed,
  words,
  mayArrange,
}: {
  seat: Seat;
  person: SeatedPerson | undefined;
  isFixed: boolean;
  words: string;
  mayArrange: boolean;
}) {
  const looks = ['chair', person ? `is-${person.side}` : 'is-free', isFixed && 'is-fixed'].filter(Boolean).join(' ');
  return (
    <button
      type="button"
      class={looks}
      draggable={mayArrange && person !== undefined}
      title={person ? `${person.name} · ${words}` : words}
      data-seating-target="chair"
      data-key={person?.key}
      data-to={`${seat.table}.${seat.seat}`}
    >
      {person ? <bdi>{person.name}</bdi> : <span aria-hidden="true">{seat.honour + 1}</span>}
      <span class="vh">{person ? `, ${words}` : words}</span>
    </button>
  );
}

const round = (length: number) => Math.round(length);
