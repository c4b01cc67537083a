import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PaperData, type PaperLanguage, Papers } from '../activities/papers.registry.js';
import { VisitFactsQueries } from '../activities/papers/visit-facts.queries.js';
import { formatMoney } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { mayClearCosts } from './cost.rules.js';
import { CostsQueries, type LineRow } from './costs.queries.js';

/** The estimate of an activity on paper, by category, in the currency of the house. */
@Injectable()
export class CostPapers implements OnModuleInit {
  constructor(
    private readonly papers: Papers,
    private readonly visits: VisitFactsQueries,
    private readonly costs: CostsQueries,
  ) {}

  onModuleInit(): void {
    this.papers.register({
      kind: 'cost-estimate',
      label: 'costs.paper',
      group: 'orders',
      order: 20,
      permission: 'costs.see',
      register: { kind: 'estimates', label: 'costs.paper' },
      mayApprove: (actor, activity) => mayClearCosts(actor, activity),
      missing: async (id) => ((await this.estimated(id)).length > 0 ? null : 'costs.paper_missing'),
      data: (id, language) => this.estimate(id, language),
    });
  }

  private async estimate(activityId: string, language: PaperLanguage): Promise<PaperData> {
    const { title, dates } = await this.visits.of(activityId, language);
    const lines = await this.estimated(activityId);
    const currency = lines[0]?.base_currency ?? 'EUR';
    const sum = (of: LineRow[]) =>
      formatMoney(
        of.reduce((all, line) => all + line.base_minor, 0),
        currency,
        language,
      );
    const groups = [...Map.groupBy(lines, (line) => line.category)].map(([category, of]) => ({
      title: t(`costs.category.${category}`),
      rows: of.map((line) => ({
        item: line.label || line.person || t(`costs.category.${category}`),
        note: line.label ? (line.person ?? '') : '',
        rate: line.currency === currency ? '' : formatMoney(line.minor, line.currency, language),
        payer: t(`costs.payer.${line.payer}`),
        amount: formatMoney(line.base_minor, currency, language),
      })),
      total: sum(of),
    }));
    return {
      title,
      dates,
      groups,
      totals: groups.map((group) => ({ label: group.title, amount: group.total })),
      total: sum(lines),
    };
  }

  private async estimated(activityId: string): Promise<LineRow[]> {
    return (await this.costs.lines(activityId)).filter((line) => line.estimate_id !== null);
  }
}
