import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import type { FixedFact } from '../activities/activity-version.entity.js';
import { fullName } from '../directory/people.queries.js';
import { localized } from '../platform/i18n/translate.js';
import { Current } from '../platform/current.js';
import { trainingFacts } from './training.fields.js';
import { MissionsQueries } from './missions.queries.js';

/** What the approval of a mission fixes: the order, line by line. */
@Injectable()
export class MissionOrderQueries {
  constructor(
    private readonly missions: MissionsQueries,
    private readonly activities: ActivitiesQueries,
  ) {}

  async facts(id: string): Promise<FixedFact[]> {
    const row = await this.missions.one(id);
    const tasks = await this.missions.tasks(id);
    const members = (await this.activities.members(id)).filter(({ side }) => side === 'host');
    const language = Current.institution.locales[0] ?? 'en';
    const field = (name: string) => `missions.field.${name}`;
    const listed = (kind: 'task' | 'directive') =>
      tasks
        .filter((task) => task.kind === kind)
        .map(({ content, responsible }) => (responsible ? `${content} (${responsible})` : content));
    return [
      { key: field('title'), texts: row.title },
      { key: field('kind'), chosen: `missions.kind.${row.kind}` },
      { key: field('partner'), texts: row.partner_name ?? {} },
      { key: field('days'), days: [row.starts_on.toString(), row.ends_on.toString()] },
      { key: field('city'), text: row.city },
      { key: field('countries'), list: row.countries },
      { key: field('transit'), list: row.transit },
      { key: field('basis'), text: row.basis },
      { key: field('unplanned'), text: row.unplanned_reason },
      { key: field('purpose'), text: row.purpose },
      { key: field('placement'), text: row.placement },
      ...trainingFacts(row.training),
      { key: field('tasks'), list: listed('task') },
      { key: field('directives'), list: listed('directive') },
      {
        key: field('delegation'),
        list: members.map((one) =>
          [fullName(one), one.post_label ? localized(one.post_label, language) : ''].filter(Boolean).join(', '),
        ),
      },
      { key: field('funding'), text: row.funding },
      { key: field('host_pays'), choices: row.host_pays.map((one) => `missions.host_pays.${one}`) },
      { key: field('host_pays_note'), text: row.host_pays_note },
    ];
  }
}
