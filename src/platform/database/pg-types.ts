import pg from 'pg';

const { builtins } = pg.types;

// PostgreSQL writes `2027-03-15 09:00:00+00`; Temporal reads ISO 8601.
const instant = (text: string) => Temporal.Instant.from(text.replace(' ', 'T'));
const wallTime = (text: string) => Temporal.PlainDateTime.from(text.replace(' ', 'T'));

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.TIMESTAMPTZ, instant],
  [builtins.TIMESTAMP, wallTime],
  [builtins.DATE, (text) => Temporal.PlainDate.from(text)],
  [builtins.INT8, Number],
]);

/** Handed to the application's own pool only: the queue's pool keeps the driver's Dates. */
export const pgTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text');
  },
};
