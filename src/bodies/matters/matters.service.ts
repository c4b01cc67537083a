import { Injectable } from '@nestjs/common';
import { Person } from '../../directory/person.entity.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { BodiesService } from '../bodies.service.js';
import { BodyCourse, ReasonMissing } from '../course/course.service.js';
import { Matter, type MatterFacts } from './matter.entity.js';
import { type MatterKind, mattersOf } from './matter.states.js';

export class OutcomeMissing extends DomainError {
  constructor() {
    super('bodies.error.outcome_missing', {}, { field: 'outcome' });
  }
}
export class UnknownResponsible extends DomainError {
  constructor() {
    super('bodies.error.unknown_person', {}, { field: 'responsibleId' });
  }
}

export interface MatterTaking {
  on?: Temporal.PlainDate | undefined;
  note?: string | undefined;
  outcome?: string | undefined;
}

/** What lies before a body. Without an actor (seed) no role is asked for. */
@Injectable()
export class MattersService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly bodies: BodiesService,
    private readonly course: BodyCourse,
  ) {}

  /** @throws NotFound */
  async get(bodyId: string, id: string): Promise<Matter> {
    return this.db.read(async () => {
      const matter = await this.db.one(Matter, id);
      allow(matter.bodyId === bodyId);
      return matter;
    });
  }

  /** @returns the id. @throws NotFound, BodyIsOver, UnknownResponsible */
  async add(
    bodyId: string,
    kind: MatterKind,
    facts: Partial<MatterFacts> & Pick<MatterFacts, 'title'>,
    on: Temporal.PlainDate = this.course.today(),
    id?: string,
  ): Promise<string> {
    return this.db.transaction(async () => {
      const body = await this.bodies.writable(bodyId);
      allow(mattersOf(body.kind).includes(kind));
      const matter = Object.assign(Matter.begin(bodyId, kind), facts, id ? { id } : {});
      await this.checkResponsible(matter);
      await this.db.repo(Matter).insert(matter);
      await this.note(matter, 'created', on, undefined);
      return matter.id;
    });
  }

  /** @throws NotFound, BodyIsOver, UnknownResponsible, and what `check` throws */
  async update(
    bodyId: string,
    id: string,
    facts: Partial<MatterFacts>,
    check?: (version: number) => void,
  ): Promise<void> {
    await this.db.transaction(async () => {
      await this.bodies.writable(bodyId);
      const matter = await this.get(bodyId, id);
      check?.(matter.version);
      const before = said(matter);
      Object.assign(matter, facts);
      await this.checkResponsible(matter);
      await this.db.repo(Matter).save(matter);
      const [first] = await this.course.of(id);
      const since = first?.on_day ?? this.course.today();
      await this.course.recordFacts({ bodyId, subjectId: id, since }, before, said(matter));
      await this.events.record({
        type: 'body.matter_updated',
        subject: bodyId,
        data: { matter: id, kind: matter.kind },
      });
    });
  }

  /** @throws NotFound where the actor may not, StepNotPossible, ReasonMissing, OutcomeMissing, StepBeforeTheLast, StepInFuture */
  async take(bodyId: string, id: string, name: string, { on, note, outcome }: MatterTaking = {}): Promise<Matter> {
    return this.db.transaction(async () => {
      await this.db.rows('select id from body_matter where institution_id = $1 and id::text = $2 for update', [
        Current.institutionId,
        id,
      ]);
      const matter = await this.get(bodyId, id);
      const step = matter.step(name);
      const actor = Current.maybeActor;
      if (actor) allow(hasRole(actor, step.may, { kind: 'body', id: bodyId }));
      if (step.needsReason && actor && !note) throw new ReasonMissing();
      if (step.needsOutcome && !(outcome ?? matter.outcome)) throw new OutcomeMissing();
      matter.state = step.to;
      if (outcome) matter.outcome = outcome;
      await this.db.repo(Matter).save(matter);
      await this.note(matter, step.name, on ?? this.course.today(), note);
      return matter;
    });
  }

  private async note(matter: Matter, step: string, on: Temporal.PlainDate, note: string | undefined): Promise<void> {
    const { bodyId, id, kind, state } = matter;
    const move = await this.course.record({ bodyId, subjectId: id, step, state, on, note });
    await this.events.record({
      type: `body.matter_${step}`,
      subject: bodyId,
      data: { matter: id, kind, to: state, move },
    });
  }

  private async checkResponsible({ responsibleId }: Matter): Promise<void> {
    if (responsibleId)
      await this.db.one(Person, responsibleId).catch((error: unknown) => {
        throw error instanceof NotFound ? new UnknownResponsible() : error;
      });
  }
}

// Under the names of the columns: a reading as of a day lays them over the row.
const said = (matter: Matter) => ({
  title: matter.title,
  reference: matter.reference,
  place: matter.place,
  starts_on: matter.startsOn?.toString() ?? null,
  at_time: matter.atTime,
  due_on: matter.dueOn?.toString() ?? null,
  responsible_id: matter.responsibleId,
});
