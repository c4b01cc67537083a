import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Convocation } from './convocation.entity.js';
import { canPlanSittings } from './institution.rules.js';

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
  ) {}

  /** @throws ConvocationTaken, ConvocationOverlaps */
  add(input: NewConvocation): Promise<string> {
    return this.db.transaction(() => {
      allow(canPlanSittings(Current.actor));
      return this.addConvocation(input);
    });
  }

  /** The same, asking nobody's leave: for the seed. */
  addConvocation(input: NewConvocation): Promise<string> {
    return this.db.transaction(async () => {
      const made = new Convocation();
      Object.assign(made, { ...input, endsOn: input.endsOn ?? null });
      const others = await this.db.repo(Convocation).findBy({ institutionId: Current.institutionId });
      if (others.some((other) => other.number === made.number)) throw new ConvocationTaken();
      const other = others.find((one) => one.overlaps(made));
      if (other) throw new ConvocationOverlaps(other.number);
      await this.db.repo(Convocation).insert(made);
      await this.events.record({ type: 'convocation.added', subject: made.id, data: { number: made.number } });
      return made.id;
    });
  }
}
