import { randomUUIDv7 } from 'node:crypto';
import { Current } from '../current.js';
import type { Db } from '../database/db.service.js';
import type { MessageState } from './message.entity.js';

export interface StepOfMessage {
  id: string;
  state: MessageState;
  /** The server's words. */
  answer: string | null;
  attempt: number;
}

/** What became of messages, one line each, in the open unit of work. */
export async function noteSteps(db: Db, steps: readonly StepOfMessage[]): Promise<void> {
  if (steps.length === 0) return;
  await db.rows(
    `insert into message_history (institution_id, id, message_id, state, answer, attempt)
     select $1, n.* from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[]) n`,
    [
      Current.institutionId,
      steps.map(() => randomUUIDv7()),
      steps.map(({ id }) => id),
      steps.map(({ state }) => state),
      steps.map(({ answer }) => answer),
      steps.map(({ attempt }) => attempt),
    ],
  );
}
