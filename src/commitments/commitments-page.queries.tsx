import { Injectable } from '@nestjs/common';
import { OrganisationsQueries } from '../directory/organisations.queries.js';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { localized, t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Button } from '../platform/web/components/button.js';
import type { DrawnRegister } from '../platform/web/components/list.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { CommitmentForm, CommitmentPage } from './commitment.pages.js';
import type { CommitmentSource } from './commitment.entity.js';
import { mayKeepCommitments, stepsOffered } from './commitment.rules.js';
import { CommitmentSources } from './commitment-sources.registry.js';
import type { CommitmentsQuery } from './commitments.forms.js';
import { CommitmentsList, commitmentsPath, CommitmentsTable } from './commitments.pages.js';
import { CommitmentsQueries } from './commitments.queries.js';
import { CommitmentsService } from './commitments.service.js';

const PAGE_SIZE = 40;
const SECTION = 'follow-up';

/** What the pages of commitments show, each in a fixed number of statements. */
@Injectable()
export class CommitmentsReads {
  constructor(
    private readonly db: Db,
    private readonly commitments: CommitmentsService,
    private readonly queries: CommitmentsQueries,
    private readonly sources: CommitmentSources,
    private readonly organisations: OrganisationsQueries,
    private readonly events: EventsService,
  ) {}

  async list(filter: CommitmentsQuery): Promise<string> {
    const { rows, total } = await this.queries.list(filter, filter.page, PAGE_SIZE);
    const sources = await this.sources.describe(rows.map(({ source_kind: kind, source_id: id }) => ({ kind, id })));
    const mayKeep = mayKeepCommitments(Current.actor);
    return page(<CommitmentsList {...{ rows, total, sources, filter, mayKeep }} pageSize={PAGE_SIZE} />, {
      title: t('commitments.title'),
      section: SECTION,
    });
  }

  /** What was promised at these sources as a table, and the way to record more where the reader may. */
  async table(sourceIds: readonly string[], source: CommitmentSource): Promise<DrawnRegister> {
    const rows = await this.queries.ofSources(sourceIds);
    const add = (
      <Button small icon="plus" href={`${commitmentsPath()}/new?source=${source.kind}&sourceId=${source.id}`}>
        {t('commitments.add')}
      </Button>
    );
    return {
      count: rows.length,
      draw: <CommitmentsTable rows={rows} />,
      add: mayKeepCommitments(Current.actor) && add,
    };
  }

  one(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const commitment = await this.commitments.get(id);
      const { sourceKind: kind, sourceId } = commitment;
      const [named] = await this.db.rows<{ account: string | null; partner: LocalizedText | null }>(
        `select (select name from account where institution_id = $1 and id = $2) as account,
                (select name from organisation where institution_id = $1 and id = $3) as partner`,
        [Current.institutionId, commitment.accountId, commitment.partnerId],
      );
      const props = {
        commitment,
        form,
        ...named!,
        source: (await this.sources.describe([{ kind, id: sourceId }])).get(`${kind} ${sourceId}`),
        steps: stepsOffered(Current.actor, commitment),
        history: await this.events.ofSubject(id),
        mayKeep: mayKeepCommitments(Current.actor),
      };
      return page(<CommitmentPage {...props} />, { title: commitment.content.slice(0, 80), section: SECTION });
    });
  }

  /** The form, for a new one made at `source` or for one that is there. @throws NotFound without the role */
  form(source: CommitmentSource, id?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      allow(mayKeepCommitments(Current.actor));
      const commitment = id ? await this.commitments.get(id) : undefined;
      const from = commitment ? { kind: commitment.sourceKind, id: commitment.sourceId } : source;
      const label = (await this.sources.describe([from])).get(`${from.kind} ${from.id}`);
      const accounts = await this.db.rows<{ id: string; name: string }>(
        `select id, name from account where institution_id = $1 and state = 'active' order by name, id limit 500`,
        [Current.institutionId],
      );
      const partners = await this.organisations.choices();
      const title = t(commitment ? 'commitments.change_title' : 'commitments.add');
      const props = {
        title,
        commitment,
        form,
        source: { ...from, label },
        accounts: accounts.map(({ id: value, name }) => ({ value, label: name })),
        partners: partners.map(({ id: value, name }) => ({ value, label: localized(name) })),
      };
      return page(<CommitmentForm {...props} />, { title, section: SECTION });
    });
  }
}
