import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Deadlines } from '../institution/deadlines/deadlines.service.js';
import { type DueItem, DueSources } from '../institution/deadlines/deadlines.registry.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { localized, t } from '../platform/i18n/translate.js';

interface OpenReport {
  activity_id: string;
  kind: string;
  title: LocalizedText;
  ends_on: Temporal.PlainDate;
  due_on: Temporal.PlainDate | null;
  author_id: string | null;
  author: string | null;
}

/** From which event the report on an activity is counted. */
export const triggerOf = (kind: string): string => (kind === 'mission' ? 'RETURN' : 'VISIT_END');

/** Reports that are not handed in yet, for the list of what falls due. */
@Injectable()
export class ReportDeadlines implements OnModuleInit {
  constructor(
    private readonly sources: DueSources,
    private readonly db: Db,
    private readonly deadlines: Deadlines,
  ) {}

  onModuleInit(): void {
    this.sources.add({ id: 'reports', duty: 'report', open: () => this.open() });
  }

  private async open(): Promise<DueItem[]> {
    const rows = await this.db.rows<OpenReport>(
      `select r.activity_id, a.kind, a.title, a.ends_on, r.due_on, r.author_id, c.name as author from report r
         join activity a on a.institution_id = r.institution_id and a.id = r.activity_id
         left join account c on c.institution_id = r.institution_id and c.id = r.author_id
        where r.institution_id = $1 and r.state in ('draft', 'returned')`,
      [Current.institutionId],
    );
    const asked = rows.map(({ kind, ends_on }) => ({ trigger: triggerOf(kind), day: ends_on }));
    const reckoned = await this.deadlines.dueOfAll('report', asked);
    return rows.map((row, n) => {
      const { rule, deadline, note } = reckoned[n]!;
      // A rule that was changed since the report was opened moves no day that people were told.
      const isSame = deadline !== null && row.due_on !== null && deadline.dueOn.equals(row.due_on);
      return {
        id: `report-${row.activity_id}`,
        ruleId: rule?.id ?? null,
        subjectId: row.activity_id,
        what: rule ? localized(rule.name) : t('reports.title'),
        about: localized(row.title),
        href: `/${Current.institution.slug}/activities/${row.activity_id}/report`,
        dueOn: row.due_on,
        strictness: rule?.strictness ?? 'hard',
        responsible: row.author_id ? [{ id: row.author_id, name: row.author ?? '' }] : [],
        deadline: isSame ? deadline : null,
        note,
      };
    });
  }
}
