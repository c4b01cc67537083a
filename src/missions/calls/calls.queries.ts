import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import type { ApplicationState } from './call.entity.js';
import type { CallState } from './call.states.js';

export interface CallRow {
  id: string;
  title: LocalizedText;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  city: string;
  purpose: string;
  state: CallState;
  seats: number;
  requirements: string;
  closes_on: Temporal.PlainDate;
  reason: string | null;
  /** State of the reader's own application. */
  own: ApplicationState | null;
}

export interface ApplicationRow {
  id: string;
  person_id: string;
  family_name: string;
  given_name: string;
  honorific: string | null;
  state: ApplicationState;
  reasons: string;
  experience: string;
  place: number | null;
}

const CALL = `select a.id, a.title, a.starts_on, a.ends_on, a.city, m.purpose, c.state, c.seats, c.requirements, c.closes_on, c.reason, p.state as own
    from mission_call c
    join mission m on m.institution_id = c.institution_id and m.id = c.id
    join activity a on a.institution_id = c.institution_id and a.id = c.id
    left join mission_application p on p.institution_id = c.institution_id and p.call_id = c.id and p.person_id = $2
   where c.institution_id = $1`;

@Injectable()
export class CallsQueries {
  constructor(private readonly db: Db) {}

  /** Calls to which members may still apply, the first to close first. */
  open(today: Temporal.PlainDate): Promise<CallRow[]> {
    return this.db.rows<CallRow>(
      `${CALL} and c.state = 'open' and c.closes_on >= $3 order by c.closes_on, c.id limit 100`,
      [Current.institutionId, Current.maybeActor?.personId ?? null, today],
    );
  }

  async find(missionId: string): Promise<CallRow | null> {
    const [row] = /^[0-9a-f-]{36}$/.test(missionId)
      ? await this.db.rows<CallRow>(`${CALL} and c.id = $3`, [
          Current.institutionId,
          Current.maybeActor?.personId ?? null,
          missionId,
        ])
      : [];
    return row ?? null;
  }

  /** @throws NotFound */
  async one(missionId: string): Promise<CallRow> {
    const row = await this.find(missionId);
    if (!row) throw new NotFound();
    return row;
  }

  /** By the ranking, then in the order in which they came. `personId`: the application of one person alone. */
  applications(missionId: string, personId: string | null): Promise<ApplicationRow[]> {
    return this.db.rows<ApplicationRow>(
      `select p.id, p.person_id, k.family_name, k.given_name, k.honorific, p.state, p.reasons, p.experience, p.place
         from mission_application p join known_person k on k.institution_id = p.institution_id and k.known_as = p.person_id
        where p.institution_id = $1 and p.call_id = $2 and ($3::uuid is null or p.person_id = $3)
        order by p.place nulls last, p.created_at, p.id`,
      [Current.institutionId, missionId, personId],
    );
  }
}
