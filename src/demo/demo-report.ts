import type { DocumentLanguage } from '../documents/report-rendering.service.js';
import { isOpenForWriting } from '../reports/report.states.js';
import type { Report } from '../reports/report.entity.js';
import type { Cost, ReportTables, TableName } from '../reports/report-facts.entity.js';
import { ReportsService } from '../reports/reports.service.js';
import { localized } from '../platform/i18n/translate.js';
import type { Stage } from '../seeding/stage.js';
import { as, type Cast } from './demo-cast.js';
import type { DemoExecution, DemoInput } from './demo-input.schema.js';

/**
 * Opens the report, fills it in, hands it in, and has it approved by the other account. An approved one stands as it is.
 * @returns the report as it stands
 */
export async function writeReport(
  stage: Stage,
  input: DemoInput,
  execution: DemoExecution,
  { planner, approver }: Cast,
  activityId: string,
  language: DocumentLanguage,
): Promise<Report> {
  const reports = stage.get(ReportsService);
  const say = (text: Record<string, string>) => localized(text, language);
  const opened = await as(planner, () => reports.open(activityId, { language, authorId: planner.accountId }));
  let report: Report = opened;
  if (isOpenForWriting(report.state)) {
    await as(planner, async () => {
      for (const section of ['results', 'assessment'] as const) {
        await reports.write(
          opened.id,
          { section, content: say(execution[section]) },
          opened.sections[section]?.version ?? 0,
        );
      }
      for (const [name, rows] of Object.entries(tablesOf(input, execution, say)) as [TableName, never][]) {
        await reports.record(opened.id, name, rows, opened.facts.tables[name].version);
      }
      report = await reports.submit(opened.id);
    });
  }
  if (report.state === 'submitted') report = await as(approver, () => reports.approve(opened.id));
  return report;
}

function tablesOf(
  input: DemoInput,
  execution: DemoExecution,
  say: (text: Record<string, string>) => string,
): ReportTables {
  const members = new Map(
    [...input.delegations.host.members, ...input.delegations.guest.members].map((one) => [one.key, one.name]),
  );
  const nameOf = (key: string | undefined) => {
    const name = key ? members.get(key) : undefined;
    return name ? `${name.given} ${name.family}` : '';
  };
  return {
    commitments: [
      ...execution.commitments.map(({ text, side, responsible, due }) => ({
        kind: 'commitment' as const,
        text: say(text),
        side: side === 'host' ? ('ours' as const) : ('theirs' as const),
        responsible: nameOf(responsible),
        due,
      })),
      ...execution.proposals.map((text) => ({
        kind: 'proposal' as const,
        text: say(text),
        side: 'ours' as const,
        responsible: '',
        due: null,
      })),
    ],
    gifts: execution.gifts.map(({ direction, description, guest, value }) => ({
      direction,
      description: say(description),
      party: nameOf(guest),
      value: value ?? null,
    })),
    // What others paid is no cost of ours.
    costs: execution.costs
      .filter(({ payer }) => payer === 'host')
      .map(({ category, description, minor, currency }): Cost => ({
        category: category === 'visas' ? 'other' : category,
        label: say(description),
        minor,
        currency,
      })),
  };
}
