import { Injectable } from '@nestjs/common';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { SecretsService } from '../secrets/secrets.service.js';
import { type Fault, firstFault, type Link, type Sealable, sealedText } from './chain.rules.js';

const BATCH = 2000;

export interface Head {
  number: number;
  mac: string;
}

const START: Head = { number: 0, mac: '' };

/** The events of an institution, sealed behind the work that records them, so that no write waits for another. */
@Injectable()
export class AuditChain {
  constructor(
    private readonly db: Db,
    private readonly secrets: SecretsService,
  ) {}

  /** Seals what was recorded and is not sealed yet. @returns how many events */
  async seal(): Promise<number> {
    let sealed = 0;
    for (let made = BATCH; made === BATCH; sealed += made) made = await this.db.transaction(() => this.sealSome());
    return sealed;
  }

  /** The last link; number 0 where nothing is sealed. */
  async head(): Promise<Head> {
    const [row] = await this.db.rows<Head>(
      'select number, mac from audit_link where institution_id = $1 order by number desc limit 1',
      [Current.institutionId],
    );
    return row ?? START;
  }

  /** The link of a number, or null. */
  async link(number: number): Promise<Head | null> {
    const [row] = await this.db.rows<Head>(
      'select number, mac from audit_link where institution_id = $1 and number = $2',
      [Current.institutionId, number],
    );
    return row ?? null;
  }

  /** Reads the whole chain again. @returns the first thing that is wrong, or null with the number of links */
  async verify(): Promise<{ links: number; fault: Fault | null }> {
    let before = START;
    for (;;) {
      const part = await this.db.read(() => this.part(before.number));
      const fault = firstFault(before, part, (text) => this.mac(text));
      if (fault || part.length === 0) return { links: before.number, fault };
      before = part.at(-1)!;
    }
  }

  private async sealSome(): Promise<number> {
    // Two sealers would give one number twice.
    await this.db.rows('select pg_advisory_xact_lock(hashtextextended($1, 7))', [`audit ${Current.institutionId}`]);
    const last = await this.head();
    const events = await this.db.rows<Sealable>(
      // What commits late bears an earlier time: a day is longer than any transaction.
      `select e.id, e.type, e.subject_id, e.activity_id, e.actor_id, e.request_id, e.data, e.occurred_at
         from event e
        where e.institution_id = $1
          and e.occurred_at > coalesce((select s.occurred_at from audit_link l join event s on s.institution_id = $1 and s.id = l.event_id
                                         where l.institution_id = $1 and l.number = $2), '-infinity') - interval '1 day'
          and not exists (select from audit_link l where l.institution_id = $1 and l.event_id = e.id)
        order by e.occurred_at, e.id limit $3`,
      [Current.institutionId, last.number, BATCH],
    );
    let { mac } = last;
    const macs = events.map((event) => (mac = this.mac(sealedText(mac, event))));
    await this.db.rows(
      `insert into audit_link (institution_id, number, event_id, mac)
       select $1, $2 + n, event_id, mac from unnest($3::uuid[], $4::text[]) with ordinality as t(event_id, mac, n)`,
      [Current.institutionId, last.number, events.map(({ id }) => id), macs],
    );
    return events.length;
  }

  private async part(after: number): Promise<(Link & { event: Sealable })[]> {
    const rows = await this.db.rows<Link & Sealable>(
      `select l.number, l.event_id, l.mac, e.id, e.type, e.subject_id, e.activity_id, e.actor_id, e.request_id, e.data, e.occurred_at
         from audit_link l join event e on e.institution_id = l.institution_id and e.id = l.event_id
        where l.institution_id = $1 and l.number > $2 order by l.number limit $3`,
      [Current.institutionId, after, BATCH],
    );
    return rows.map(({ number, event_id, mac, ...event }) => ({ number, event_id, mac, event }));
  }

  private mac(text: string): string {
    return this.secrets.mac(`audit ${Current.institutionId}`, text);
  }
}
