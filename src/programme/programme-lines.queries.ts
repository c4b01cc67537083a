import { Injectable } from '@nestjs/common';
import type { Activity } from '../activities/activity.entity.js';
import { mayPlan } from '../activities/activity.rules.js';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { together } from '../platform/database/together.js';
import { ActivityConflictsQueries } from './conflicts/activity-conflicts.queries.js';
import type { Conflict } from './conflicts/conflict.rules.js';
import { holdsUp } from './conflicts/conflict-levels.rules.js';
import { changedLines, editionLine, type LineChange } from './editions/edition.rules.js';
import { ReleaseAudience, type Told } from './editions/release-audience.registry.js';
import { type EditionRow, type ItemRow, ProgrammeQueries } from './programme.queries.js';

export interface Line extends ItemRow {
  conflicts: Conflict[];
  /** How it differs from the edition that stands; null where it does not. */
  change: LineChange | null;
}

export interface Lines {
  /** Planners read everything; others neither confidential lines nor released editions of them. */
  mayRead: boolean;
  lines: Line[];
  latest: EditionRow | null;
  changes: LineChange[];
  /** Lines with a conflict that holds up the release. */
  blocked: number;
  told: Told[];
}

/** The lines of a programme as the reader may see them, beside the edition that stands and who would be told of the next. */
@Injectable()
export class ProgrammeLinesQueries {
  constructor(
    private readonly programme: ProgrammeQueries,
    private readonly conflicts: ActivityConflictsQueries,
    private readonly audience: ReleaseAudience,
  ) {}

  async of(activity: Activity): Promise<Lines> {
    const [items, latest, found] = await together(
      this.programme.items(activity.id),
      this.programme.latestEdition(activity.id),
      this.conflicts.of(activity.id),
    );
    const changes = changedLines(latest?.content ?? [], items.map(editionLine));
    const byItem = new Map(changes.map((change) => [change.id, change]));
    const lines = items.map((item): Line => ({
      ...item,
      conflicts: item.cancelled ? [] : (found.get(item.id) ?? []),
      // Before the first edition everything is new: a bar on every line would say nothing.
      change: latest ? (byItem.get(item.id) ?? null) : null,
    }));
    const blocked = lines.filter(isBlocked).length;
    if (!mayPlan(Current.actor, activity))
      return { mayRead: false, lines: lines.map(withoutSecrets), latest, changes: [], blocked, told: [] };
    const changed = changes.map(({ id }) => id);
    return { mayRead: true, lines, latest, changes, blocked, told: await this.audience.of(activity.id, changed) };
  }
}

/** A conflict that holds up the release: no note answers one. */
export const isBlocked = (line: Pick<Line, 'conflicts'>): boolean => line.conflicts.some(({ level }) => holdsUp(level));

/** Who does not plan sees when the delegation is taken, but neither what is confidential nor what is noted inside. */
function withoutSecrets(line: Line): Line {
  const open: Line = {
    ...line,
    internal_note: null,
    talking_points: null,
    kept_reason: null,
    kept_conflicts: null,
    conflicts: [],
    change: null,
  };
  if (!line.confidential) return open;
  return {
    ...open,
    title: { [Current.locale]: t('programme.confidential_line') },
    type: 'meeting',
    venue_id: null,
    venue_name: null,
    venue_address: null,
    venue_city: null,
    participants: [],
    interpreters: [],
    vehicles: [],
    dress: null,
    menu: null,
    flags: null,
    gift: null,
    press: null,
    responsible: null,
    layout: null,
    seating: null,
    execution_note: null,
  };
}
