import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CommitmentSources, type SourceLabel } from '../../commitments/commitment-sources.registry.js';
import { OPEN } from '../../commitments/commitment.states.js';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { localized } from '../../platform/i18n/translate.js';
import { visibleTo } from '../activity.rules.js';
import { ActivityTabs } from '../activity-tabs.registry.js';

interface Named {
  id: string;
  title: LocalizedText;
  partner_id: string | null;
}

/** How many were made on an activity, and the first day on which one that is open falls due. */
const MADE_AND_FIRST_DUE = `select jsonb_build_array(count(*), min(due_on) filter (where state in (${OPEN.map((state) => `'${state}'`).join(', ')})))
  from commitment where institution_id = $1 and source_id = $2`;

const isPast = (day: string) =>
  Temporal.PlainDate.compare(day, Temporal.Now.plainDateISO(Current.institution.timeZone)) < 0;

/** Commitments made on a visit, a mission or in a session: what the activity is called where they are listed, and its tab. */
@Injectable()
export class ActivityCommitments implements OnModuleInit {
  constructor(
    private readonly db: Db,
    private readonly sources: CommitmentSources,
    private readonly tabs: ActivityTabs,
  ) {}

  onModuleInit(): void {
    this.sources.register({ kind: 'activity', describe: (ids) => this.describe(ids, 'commitments') });
    // A report is known by its activity: there is one of each.
    this.sources.register({ kind: 'report', describe: (ids) => this.describe(ids, 'report') });
    this.tabs.add({
      id: 'commitments',
      label: 'commitments.title',
      path: 'commitments',
      order: 72,
      permission: 'commitments.read',
      counted: {
        sql: MADE_AND_FIRST_DUE,
        badge: ([made, firstDue]: [number, string | null]) =>
          made > 0 ? { text: String(made), isWarning: firstDue !== null && isPast(firstDue) } : null,
      },
    });
  }

  /** The title of each activity that the reader may see, leading to one of its tabs. */
  async describe(ids: readonly string[], tab: string): Promise<Map<string, SourceLabel>> {
    const seen = visibleTo(Current.maybeActor);
    const rows = await this.db.rows<Named>(
      `select id, title, partner_id from activity where institution_id = $1 and id = any($2::uuid[])
         and ($3::boolean or id = any($4::uuid[]) or body_id = any($5::uuid[]))`,
      [
        Current.institutionId,
        ids,
        seen === 'all',
        seen === 'all' ? [] : seen.activityIds,
        seen === 'all' ? [] : seen.bodyIds,
      ],
    );
    return new Map(
      rows.map(({ id, title, partner_id }) => [
        id,
        {
          label: localized(title),
          href: `/${Current.institution.slug}/activities/${id}/${tab}`,
          partnerId: partner_id,
        },
      ]),
    );
  }
}
