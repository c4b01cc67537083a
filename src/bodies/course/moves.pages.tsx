import { Day } from '../../platform/web/components/time.js';
import type { MoveRow } from './course.service.js';

/** The dated steps of something, the newest first: day, what happened, on which decision or for which reason, by whom. */
export function Moves({ moves, label }: { moves: readonly MoveRow[]; label: (step: string) => string }) {
  return (
    <ul class="moves parts">
      {moves.toReversed().map((move) => (
        <li key={move.id}>
          <div>
            <p>{label(move.step)}</p>
            {move.note && <p class="body-note">{move.note}</p>}
            <p>
              <Day day={move.on_day} />
              {move.actor_name && ` · ${move.actor_name}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
