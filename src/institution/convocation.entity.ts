import { Entity } from 'typeorm';
import { DayCol, IntCol, JsonCol, TenantEntity } from '../platform/database/columns.js';

/** A parliament between two elections. */
@Entity('convocation')
export class Convocation extends TenantEntity {
  @IntCol() number!: number;
  @DayCol() startsOn!: Temporal.PlainDate;
  @DayCol({ nullable: true }) endsOn: Temporal.PlainDate | null = null;
  @JsonCol() facts: Record<string, string | number> = {};

  overlaps(other: Pick<Convocation, 'startsOn' | 'endsOn'>): boolean {
    const { compare } = Temporal.PlainDate;
    const endsBefore = (a: typeof other, b: typeof other) => a.endsOn !== null && compare(a.endsOn, b.startsOn) < 0;
    return !endsBefore(this, other) && !endsBefore(other, this);
  }
}
