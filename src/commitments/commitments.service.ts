import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Commitment, type CommitmentFacts, type CommitmentSource, SOURCES_IN_WORDS } from './commitment.entity.js';
import { StepNotPossible, UnknownReference } from './commitment.errors.js';
import { mayKeepCommitments, maySeeCommitment, mayTake } from './commitment.rules.js';
import { CommitmentSources } from './commitment-sources.registry.js';
import { stepsFrom } from './commitment.states.js';

/** What was promised and whether it is kept. A job or the seed acts without an actor; a person needs the role. */
@Injectable()
export class CommitmentsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly sources: CommitmentSources,
  ) {}

  /** @throws NotFound also where the reader may not see it */
  get(id: string): Promise<Commitment> {
    return this.db.read(async () => {
      const commitment = await this.db.one(Commitment, id);
      if (Current.maybeActor) allow(maySeeCommitment(Current.actor, commitment));
      return commitment;
    });
  }

  /**
   * Records what was agreed. Its partner is the source's where none is given.
   * @throws NotFound without the role, UnknownReference for a source, partner or account that is not there
   */
  record(facts: CommitmentFacts, source: CommitmentSource, id?: string): Promise<Commitment> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(mayKeepCommitments(Current.actor));
      const from = (await this.sources.describe([source])).get(`${source.kind} ${source.id}`);
      const isInWords = (SOURCES_IN_WORDS as readonly string[]).includes(source.kind);
      if (source.id === null ? !isInWords : !from) throw new UnknownReference('source');
      const commitment = Commitment.record({ ...facts, partnerId: facts.partnerId ?? from?.partnerId ?? null }, source);
      if (id) commitment.id = id;
      await this.checkReferences(commitment);
      await this.db.repo(Commitment).insert(commitment);
      await this.note(commitment, 'recorded', { source: source.kind });
      return commitment;
    });
  }

  /** @param seen version that the writer saw @throws NotFound, ChangedMeanwhile, CommitmentClosed, UnknownReference */
  correct(id: string, facts: Partial<CommitmentFacts>, seen?: number): Promise<Commitment> {
    return this.db.transaction(async () => {
      const commitment = await this.locked(id);
      if (Current.maybeActor) allow(mayKeepCommitments(Current.actor));
      if (seen !== undefined && commitment.version !== seen) throw new ChangedMeanwhile();
      commitment.correct(facts);
      await this.checkReferences(commitment);
      await this.db.repo(Commitment).save(commitment);
      await this.note(commitment, 'corrected');
      return commitment;
    });
  }

  /** @throws NotFound, StepNotPossible, and what the step asks for */
  take(id: string, name: string, note: string | null = null): Promise<Commitment> {
    return this.db.transaction(async () => {
      const commitment = await this.locked(id);
      const step = stepsFrom(commitment.state).find((one) => one.name === name);
      if (Current.maybeActor) allow(maySeeCommitment(Current.actor, commitment));
      if (!step) throw new StepNotPossible();
      if (Current.maybeActor) allow(mayTake(Current.actor, commitment, step));
      commitment.take(name, note, Current.maybeActor?.accountId ?? null, today());
      await this.db.repo(Commitment).save(commitment);
      await this.note(commitment, step.to, { step: name });
      return commitment;
    });
  }

  private async locked(id: string): Promise<Commitment> {
    await this.db.rows('select id from commitment where institution_id = $1 and id::text = $2 for update', [
      Current.institutionId,
      id,
    ]);
    return this.db.one(Commitment, id);
  }

  private async checkReferences({ accountId, partnerId }: Commitment): Promise<void> {
    const [row] = await this.db.rows<{ account: boolean; partner: boolean }>(
      `select $2::uuid is null or exists (select 1 from account where institution_id = $1 and id = $2 and state <> 'closed') as account,
              $3::uuid is null or exists (select 1 from organisation where institution_id = $1 and id = $3) as partner`,
      [Current.institutionId, accountId, partnerId],
    );
    if (!row?.account) throw new UnknownReference('accountId');
    if (!row.partner) throw new UnknownReference('partnerId');
  }

  private async note(commitment: Commitment, what: string, data: Record<string, unknown> = {}): Promise<void> {
    await this.events.record({ type: `commitment.${what}`, subject: commitment.id, data });
  }
}

const today = () => Temporal.Now.plainDateISO(Current.institution.timeZone);
