import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { searchNeedle } from '../platform/i18n/search-text.js';
import type { Side } from './commitment.entity.js';
import { type CommitmentState, OPEN } from './commitment.states.js';

export interface CommitmentRow {
  id: string;
  state: CommitmentState;
  content: string;
  side: Side;
  responsible: string;
  account_id: string | null;
  account: string | null;
  partner_id: string | null;
  partner: LocalizedText | null;
  country: string | null;
  agreed_on: Temporal.PlainDate;
  due_on: Temporal.PlainDate | null;
  evidence: string | null;
  source_kind: string;
  source_id: string | null;
  source_name: string;
  is_late: boolean;
  version: number;
}

export const SHOWN = ['open', 'late', 'kept', 'dropped', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export interface CommitmentFilter {
  q?: string | undefined;
  shown?: Shown | undefined;
  side?: Side | undefined;
  /** Agreed in these days, both included. */
  from?: Temporal.PlainDate | undefined;
  until?: Temporal.PlainDate | undefined;
  partners?: readonly string[] | undefined;
  sourceIds?: readonly string[] | undefined;
  accountId?: string | undefined;
}

export interface CommitmentCounts {
  made: number;
  kept: number;
  dropped: number;
  late: number;
}

const COLUMNS = `c.id, c.state, c.content, c.side, c.responsible, c.account_id, a.name as account, c.partner_id, o.name as partner, o.country,
  c.agreed_on, c.due_on, c.evidence, c.source_kind, c.source_id, c.source_name, c.version, (c.state = any($2) and c.due_on < $3) as is_late`;
const FROM = `commitment c
  left join account a on a.institution_id = c.institution_id and a.id = c.account_id
  left join organisation o on o.institution_id = c.institution_id and o.id = c.partner_id`;

const STATES: Record<Shown, readonly CommitmentState[] | null> = {
  open: OPEN,
  late: OPEN,
  kept: ['fulfilled', 'verified'],
  dropped: ['dropped'],
  all: null,
};

/** Reads of commitments, each one statement. */
@Injectable()
export class CommitmentsQueries {
  constructor(private readonly db: Db) {}

  /** The first due first, those without a day last. @param page from 1 */
  async list(
    filter: CommitmentFilter,
    page: number,
    pageSize: number,
  ): Promise<{ rows: CommitmentRow[]; total: number }> {
    const { where, params } = this.conditions(filter);
    const rows = await this.db.rows<CommitmentRow & { total: number }>(
      `select ${COLUMNS}, count(*) over () as total from ${FROM} where ${where}
        order by c.due_on nulls last, c.id limit $${params.length + 1} offset $${params.length + 2}`,
      [...params, pageSize, (page - 1) * pageSize],
    );
    return { rows, total: rows[0]?.total ?? 0 };
  }

  /** After the last one of a page, in the order of their ids: for the API. */
  after(filter: CommitmentFilter, last: string | null, limit: number): Promise<CommitmentRow[]> {
    const { where, params } = this.conditions(filter);
    const after = last ? ` and c.id > $${params.push(last)}` : '';
    return this.db.rows(
      `select ${COLUMNS} from ${FROM} where ${where}${after} order by c.id limit $${params.length + 1}`,
      [...params, limit],
    );
  }

  /** Made at these sources: a visit, its report. The first due first. */
  async ofSources(ids: readonly string[]): Promise<CommitmentRow[]> {
    return (await this.list({ sourceIds: ids, shown: 'all' }, 1, 500)).rows;
  }

  /** What is open with a partner and all that belongs to it: for its page and for the dossier of the next visit. */
  async openWith(organisationIds: readonly string[], most = 50): Promise<{ rows: CommitmentRow[]; total: number }> {
    return this.list({ partners: organisationIds, shown: 'open' }, 1, most);
  }

  /** What was promised in these days, and what became of it until today. */
  async counts(filter: Pick<CommitmentFilter, 'from' | 'until' | 'sourceIds'>): Promise<CommitmentCounts> {
    const { where, params } = this.conditions({ ...filter, shown: 'all' });
    const [row] = await this.db.rows<CommitmentCounts>(
      `select count(*) as made, count(*) filter (where c.state in ('fulfilled', 'verified')) as kept,
              count(*) filter (where c.state = 'dropped') as dropped,
              count(*) filter (where c.state = any($2) and c.due_on < $3) as late
         from commitment c where ${where}`,
      params,
    );
    return row!;
  }

  /** Everything open that has a day: for the list of what falls due. */
  due(): Promise<CommitmentRow[]> {
    return this.db.rows<CommitmentRow>(
      `select ${COLUMNS} from ${FROM} where c.institution_id = $1 and c.state = any($2) and c.due_on is not null and c.due_on < $3::date + 400
        order by c.due_on, c.id limit 5000`,
      this.start(),
    );
  }

  private start(): unknown[] {
    return [Current.institutionId, OPEN, Temporal.Now.plainDateISO(Current.institution.timeZone)];
  }

  private conditions(filter: CommitmentFilter): { where: string; params: unknown[] } {
    const params = this.start();
    // Both are named in every list, so that one numbering serves them all.
    const where = ['c.institution_id = $1', '$2::text[] is not null', '$3::date is not null'];
    for (const word of searchNeedle(filter.q ?? '')
      .split(' ')
      .filter(Boolean))
      where.push(`c.search_text like $${params.push(`% ${word}%`)}`);
    const states = STATES[filter.shown ?? 'all'];
    if (states) where.push(`c.state = any($${params.push(states)})`);
    if (filter.shown === 'late') where.push('c.due_on < $3');
    if (filter.side) where.push(`c.side = $${params.push(filter.side)}`);
    if (filter.from) where.push(`c.agreed_on >= $${params.push(filter.from)}`);
    if (filter.until) where.push(`c.agreed_on <= $${params.push(filter.until)}`);
    if (filter.partners) where.push(`c.partner_id = any($${params.push(filter.partners)}::uuid[])`);
    if (filter.sourceIds) where.push(`c.source_id = any($${params.push(filter.sourceIds)}::uuid[])`);
    if (filter.accountId) where.push(`c.account_id = $${params.push(filter.accountId)}`);
    return { where: where.join(' and '), params };
  }
}
