import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Convocation } from './convocation.entity.js';
import { canPlanSittings } from './institution.rules.js';
import { SettingsHistory } from './settings-history.service.js';

export class ConvocationTaken extends DomainError {
  constructor() {
    super('institution.error.convocation_taken', {}, { field: 'number' });
  }
}

export class ConvocationOverlaps extends DomainError {
  constructor(number: number) {
    super('institution.error.convocation_overlap', { number }, { field: 'startsOn' });
  }
}

export interface NewConvocation {
  number: number;
  startsOn: Temporal.PlainDate;
  endsOn?: Temporal.PlainDate | null;
}

@Injectable()
export class ConvocationsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly history: SettingsHistory,
  ) {}

  /** @throws ConvocationTaken, ConvocationOverlaps */
  add(input: NewConvocation): Promise<string> {
    return this.db.transaction(() => {
      allow(canPlanSittings(Current.actor));
      return this.addConvocation(input);
    });
  }

  /** Changes its number and days. @throws ConvocationTaken, ConvocationOverlaps, NotFound */
  edit(id: string, input: NewConvocation): Promise<void> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      await this.lock();
      const convocation = await this.db.one(Convocation, id);
      const before = plain(convocation);
      Object.assign(convocation, { ...input, endsOn: input.endsOn ?? null });
      await this.requireRoom(convocation);
      await this.db.repo(Convocation).save(convocation);
      await this.history.note('convocations', before, plain(convocation), { subjectId: id });
      await this.events.record({ type: 'convocation.changed', subject: id, data: { number: convocation.number } });
    });
  }

  /** The same, asking nobody's leave: for the seed. */
  addConvocation(input: NewConvocation): Promise<string> {
    return this.db.transaction(async () => {
      await this.lock();
      const made = new Convocation();
      Object.assign(made, { ...input, endsOn: input.endsOn ?? null });
      await this.requireRoom(made);
      await this.db.repo(Convocation).insert(made);
      await this.events.record({ type: 'convocation.added', subject: made.id, data: { number: made.number } });
      return made.id;
    });
  }

  /** Two who add at once are judged one after the other. */
  private async lock(): Promise<void> {
    await this.db.rows('select 1 from institution where institution_id = $1 for update', [Current.institutionId]);
  }

  private async requireRoom(made: Convocation): Promise<void> {
    const all = await this.db.repo(Convocation).findBy({ institutionId: Current.institutionId });
    const others = all.filter(({ id }) => id !== made.id);
    if (others.some((other) => other.number === made.number)) throw new ConvocationTaken();
    const other = others.find((one) => one.overlaps(made));
    if (other) throw new ConvocationOverlaps(other.number);
  }
}

const plain = ({ number, startsOn, endsOn }: Convocation) => ({
  number,
  startsOn: `${startsOn}`,
  endsOn: endsOn && `${endsOn}`,
});
