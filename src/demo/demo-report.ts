import { CommitmentsService } from '../commitments/commitments.service.js';
import { CostRatesService } from '../costs/cost-rates.service.js';
import { CostsService } from '../costs/costs.service.js';
import type { DocumentLanguage } from '../documents/report-rendering.service.js';
import { GiftsService } from '../gifts/gifts.service.js';
import { isOpenForWriting } from '../reports/report.states.js';
import type { Report } from '../reports/report.entity.js';
import { ReportOpening } from '../reports/report-opening.service.js';
import { ReportWriting } from '../reports/report-writing.service.js';
import { ReportsService } from '../reports/reports.service.js';
import { localized } from '../platform/i18n/translate.js';
import type { Stage } from '../seeding/stage.js';
import { as, type Cast } from './demo-cast.js';
import { DEMO_RATES } from './demo-input.checks.js';
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
  const [reports, writing] = [stage.get(ReportsService), stage.get(ReportWriting)];
  const say = (text: Record<string, string>) => localized(text, language);
  const opened = await as(planner, () =>
    stage.get(ReportOpening).open(activityId, { language, authorId: planner.accountId }),
  );
  let report: Report = opened;
  if (isOpenForWriting(report.state)) {
    await as(planner, async () => {
      for (const section of ['results', 'assessment'] as const) {
        await writing.write(
          opened.id,
          { section, content: say(execution[section]) },
          opened.sections[section]?.version ?? 0,
        );
      }
      const proposals = execution.proposals.map((text) => ({ text: say(text), responsible: '', due: null }));
      await writing.record(opened.id, 'proposals', proposals, opened.facts.tables.proposals.version);
      await registers(stage, input, execution, activityId, say);
      report = await reports.submit(opened.id);
    });
  }
  if (report.state === 'submitted') report = await as(approver, () => reports.approve(opened.id));
  return report;
}

/** What was promised, given and spent goes where the house keeps it; the report shows it from there. */
async function registers(
  stage: Stage,
  input: DemoInput,
  execution: DemoExecution,
  activityId: string,
  say: (text: Record<string, string>) => string,
): Promise<void> {
  const members = new Map(
    [...input.delegations.host.members, ...input.delegations.guest.members].map((one) => [one.key, one.name]),
  );
  const nameOf = (key: string | undefined) => {
    const name = key ? members.get(key) : undefined;
    return name ? `${name.given} ${name.family}` : '';
  };
  const today = Temporal.Now.plainDateISO();
  for (const { text, side, responsible, due } of execution.commitments)
    await stage.get(CommitmentsService).record(
      {
        content: say(text),
        side: side === 'host' ? 'ours' : 'theirs',
        responsible: nameOf(responsible),
        accountId: null,
        partnerId: null,
        agreedOn: today,
        dueOn: due ? Temporal.PlainDate.from(due) : null,
      },
      { kind: 'report', id: activityId },
    );
  for (const { direction, description, guest, value } of execution.gifts)
    await stage.get(GiftsService).record({
      direction,
      description: say(description),
      party: nameOf(guest) || '–',
      onDay: today,
      activityId,
      personId: null,
      partnerId: null,
      value: value ?? null,
      isEstimate: false,
    });
  const { currency: base } = await stage.db.read(() => stage.get(CostRatesService).rules());
  for (const { category, description, minor, currency, payer, rate: named } of execution.costs) {
    const rate = named ?? (base === 'EUR' ? DEMO_RATES[currency] : undefined);
    await stage.get(CostsService).enter(activityId, {
      of: 'actual',
      category: category === 'visas' ? 'visas-insurance' : category,
      payer: payer === 'guest' ? 'sender' : payer,
      claimed: false,
      label: say(description),
      minor,
      currency,
      ...(rate ? { rate } : {}),
    });
  }
}
