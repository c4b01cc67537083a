import { Column, PrimaryColumn, UpdateDateColumn, VersionColumn, type ColumnOptions } from 'typeorm';
import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../current.js';

/**
 * The one place that converts between the database and the code, together with `pg-types.ts`: instants are
 * Temporal.Instant, days Temporal.PlainDate, wall times Temporal.PlainDateTime. TypeORM is told `varchar` throughout,
 * so that it hands on what the driver parsed and does not turn it into a Date.
 */
const column =
  (defaults: ColumnOptions) =>
  (options: ColumnOptions = {}): PropertyDecorator =>
    Column({ type: 'varchar', ...defaults, ...options });

const asString = { to: (value: unknown) => (value == null ? value : String(value)), from: (value: unknown) => value };

export const TextCol = column({});
export const NullableTextCol = column({ nullable: true });
export const UuidCol = column({});
export const IntCol = column({ type: 'int' });
export const BoolCol = column({ type: 'bool' });
export const InstantCol = column({ transformer: asString });
export const DayCol = column({ transformer: asString });
export const WallTimeCol = column({ transformer: asString });
/** TypeORM writes the JSON of a `jsonb` column itself. */
export const JsonCol = column({ type: 'jsonb' });
export const LocalizedTextCol = JsonCol;
/** text[] */
export const TextsCol = column({ type: 'text', array: true });
export const BytesCol = column({ type: 'bytea' });

/** What every row of an institution has. The id is a UUID v7 from the application. */
export abstract class TenantEntity {
  @PrimaryColumn('varchar')
  institutionId: string = Current.institutionId;

  @PrimaryColumn('varchar')
  id: string = randomUUIDv7();

  @InstantCol({ insert: false, update: false })
  createdAt!: Temporal.Instant;

  @UpdateDateColumn({ type: 'varchar', insert: false })
  updatedAt!: Temporal.Instant;

  @VersionColumn()
  version!: number;
}
