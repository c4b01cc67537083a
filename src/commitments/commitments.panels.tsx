import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type PartnerSubject, PartnerPanels } from '../directory/panels.registry.js';
import { Deadlines } from '../institution/deadlines/deadlines.service.js';
import { type DueItem, DueSources } from '../institution/deadlines/deadlines.registry.js';
import { t } from '../platform/i18n/translate.js';
import { Section } from '../platform/web/components/section.js';
import { CommitmentsTable, commitmentsPath } from './commitments.pages.js';
import { type CommitmentRow, CommitmentsQueries } from './commitments.queries.js';

const DUTY = 'commitment';
const TRIGGER = 'COMMITMENT_DUE';
const MOST = 12;

/** What commitments say elsewhere: on the page of a partner, and in the list of what falls due, from which reminders are sent. */
@Injectable()
export class CommitmentPanels implements OnModuleInit {
  constructor(
    private readonly queries: CommitmentsQueries,
    private readonly partners: PartnerPanels,
    private readonly sources: DueSources,
    private readonly deadlines: Deadlines,
  ) {}

  onModuleInit(): void {
    this.partners.add({
      id: 'commitments',
      column: 'main',
      order: 30,
      permission: 'commitments.read',
      draw: (subject) => this.ofPartner(subject),
    });
    this.sources.add({ id: 'commitments', duty: DUTY, open: () => this.due() });
  }

  private async ofPartner({ organisationIds }: PartnerSubject) {
    const { rows, total } = await this.queries.openWith(organisationIds, MOST);
    if (total === 0) return null;
    return (
      <Section
        title={t('commitments.open_title')}
        aside={total > rows.length ? t('commitments.of_total', { shown: rows.length, total }) : undefined}
      >
        <CommitmentsTable rows={rows} />
      </Section>
    );
  }

  private async due(): Promise<DueItem[]> {
    const rows = await this.queries.due();
    const reckoned = await this.deadlines.dueOfAll(
      DUTY,
      rows.map((row) => ({ trigger: TRIGGER, day: row.due_on! })),
    );
    return rows.map((row, n) => itemOf(row, reckoned[n]?.rule ?? null));
  }
}

function itemOf(row: CommitmentRow, rule: { id: string; strictness: 'soft' | 'hard' } | null): DueItem {
  return {
    id: `commitment-${row.id}`,
    ruleId: rule?.id ?? null,
    subjectId: row.id,
    what: t(`commitments.due.${row.side}`),
    about: row.content.length > 140 ? `${row.content.slice(0, 140)}…` : row.content,
    href: `${commitmentsPath()}/${row.id}`,
    // The day was agreed by both sides: no rule moves it.
    dueOn: row.due_on,
    strictness: rule?.strictness ?? 'hard',
    responsible: row.account_id ? [{ id: row.account_id, name: row.account ?? '' }] : [],
    deadline: null,
    basis: t('commitments.due.agreed'),
  };
}
