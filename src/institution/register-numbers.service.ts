import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { DomainError, NotFound } from '../platform/errors.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { canEditInstitution } from './institution.rules.js';
import { isPattern, USUAL_PATTERN, writtenNumber } from './register-pattern.js';
import { SettingsHistory } from './settings-history.service.js';

export class WrongPattern extends DomainError {
  constructor(kind: string) {
    super('institution.error.pattern', {}, { field: `patterns.${kind}` });
  }
}

export interface RegisterKind {
  kind: string;
  /** Message key. */
  label: string;
  /** Until the institution says otherwise. */
  pattern?: string;
}

export interface RegisterRow {
  kind: string;
  label: string | null;
  pattern: string;
  years: { year: number; last: number }[];
}

/** Numbers of a register: each kind counts anew every year, without a gap. */
@Injectable()
export class RegisterNumbers {
  private readonly kinds = new Map<string, RegisterKind>();

  constructor(
    private readonly db: Db,
    private readonly history: SettingsHistory,
    private readonly events: EventsService,
  ) {}

  /** A register of a capability, so that the settings show it; called in onModuleInit. */
  register(kind: RegisterKind): void {
    this.kinds.set(kind.kind, kind);
  }

  /**
   * Draws the next number inside the caller's unit of work: the row stays locked until it commits, and a unit that rolls
   * back gives its number back. Draw as late as possible. @returns 1, 2, 3 …
   */
  draw(kind: string, year: number): Promise<number> {
    return this.db.transaction(async () => {
      const [row] = await this.db.rows<{ last_number: number }>(
        `insert into register_sequence as s (institution_id, kind, year, last_number) values ($1, $2, $3, 1)
         on conflict (institution_id, kind, year) do update set last_number = s.last_number + 1
         returning last_number`,
        [Current.institutionId, kind, year],
      );
      return row!.last_number;
    });
  }

  /** The same as it is written by the institution's pattern. @returns `R-007/27` */
  async drawWritten(kind: string, year: number): Promise<string> {
    return this.db.transaction(async () =>
      writtenNumber(await this.patternOf(kind), await this.draw(kind, year), year),
    );
  }

  /**
   * What `drawWritten` would give now, so that a paper can be printed before its number is drawn. Nothing is reserved: who
   * draws afterwards looks whether it is the same. Needs an open unit of work.
   */
  async foreseen(kind: string, year: number): Promise<string> {
    const [row] = await this.db.rows<{ last_number: number }>(
      'select last_number from register_sequence where institution_id = $1 and kind = $2 and year = $3',
      [Current.institutionId, kind, year],
    );
    return writtenNumber(await this.patternOf(kind), (row?.last_number ?? 0) + 1, year);
  }

  /** Every register with its pattern and how far each year is, the latest year first; two statements. */
  async registers(): Promise<RegisterRow[]> {
    const patterns = await this.patterns();
    const drawn = await this.db.rows<{ kind: string; year: number; last_number: number }>(
      'select kind, year, last_number from register_sequence where institution_id = $1 order by year desc',
      [Current.institutionId],
    );
    const kinds = new Set([...this.kinds.keys(), ...drawn.map(({ kind }) => kind)]);
    return [...kinds].map((kind) => ({
      kind,
      label: this.kinds.get(kind)?.label ?? null,
      pattern: patterns.get(kind) ?? this.kinds.get(kind)?.pattern ?? USUAL_PATTERN,
      years: drawn.filter((one) => one.kind === kind).map(({ year, last_number }) => ({ year, last: last_number })),
    }));
  }

  /** How numbers are written from now on; those drawn already stay as they are. @throws WrongPattern, NotFound */
  write(patterns: Record<string, string>): Promise<void> {
    return this.db.transaction(async () => {
      allow(canEditInstitution(Current.actor));
      const known = new Map((await this.registers()).map((one) => [one.kind, one.pattern]));
      for (const [kind, pattern] of Object.entries(patterns)) {
        if (!known.has(kind)) throw new NotFound();
        if (!isPattern(pattern)) throw new WrongPattern(kind);
        await this.db.rows(
          `insert into register_pattern (institution_id, kind, pattern) values ($1, $2, $3)
           on conflict (institution_id, kind) do update set pattern = excluded.pattern`,
          [Current.institutionId, kind, pattern],
        );
        await this.history.note('numbers', { [kind]: known.get(kind) }, { [kind]: pattern });
      }
      await this.events.record({ type: 'register.patterns_set', subject: Current.institutionId });
    });
  }

  private async patternOf(kind: string): Promise<string> {
    return (await this.patterns()).get(kind) ?? this.kinds.get(kind)?.pattern ?? USUAL_PATTERN;
  }

  private async patterns(): Promise<Map<string, string>> {
    const rows = await this.db.rows<{ kind: string; pattern: string }>(
      'select kind, pattern from register_pattern where institution_id = $1',
      [Current.institutionId],
    );
    return new Map(rows.map(({ kind, pattern }) => [kind, pattern]));
  }
}
