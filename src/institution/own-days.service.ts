import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { canPlanSittings } from './institution.rules.js';
import { SettingsHistory } from './settings-history.service.js';

export interface OwnDay {
  day: Temporal.PlainDate;
  kind: 'closed' | 'worked';
  name: LocalizedText;
  /** Of a working day that was moved: the other of the two. */
  counterpart?: Temporal.PlainDate | null;
}

/** Days that are closed or worked otherwise than holidays and office hours say. */
@Injectable()
export class OwnDaysService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
    private readonly history: SettingsHistory,
  ) {}

  between(from: Temporal.PlainDate, until: Temporal.PlainDate): Promise<OwnDay[]> {
    return this.db.rows<OwnDay>(
      'select day, kind, name, counterpart from own_day where institution_id = $1 and day between $2 and $3 order by day',
      [Current.institutionId, from, until],
    );
  }

  /** Closes a day or has it worked; again to say it otherwise. */
  set(one: OwnDay): Promise<void> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      await this.setDay(one);
    });
  }

  /** The same, asking nobody's leave: for the seed. */
  setDay({ day, kind, name, counterpart = null }: OwnDay): Promise<void> {
    return this.db.transaction(async () => {
      const [before] = await this.between(day, day);
      await this.db.rows(
        `insert into own_day (institution_id, day, kind, name, counterpart) values ($1, $2, $3, $4, $5)
         on conflict (institution_id, day) do update set kind = excluded.kind, name = excluded.name, counterpart = excluded.counterpart`,
        [Current.institutionId, day, kind, JSON.stringify(name), counterpart],
      );
      const label = Object.fromEntries(Current.institution.locales.map((tag) => [tag, `${day}`]));
      await this.history.note('days', before ?? {}, { kind, name }, { label });
      await this.events.record({ type: `own_day.${kind}`, subject: Current.institutionId, data: { day: `${day}` } });
    });
  }

  /** A working day is moved: `closed` is free instead, `worked` is worked for it. */
  move(closed: Temporal.PlainDate, worked: Temporal.PlainDate, name: LocalizedText): Promise<void> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      await this.setDay({ day: closed, kind: 'closed', name, counterpart: worked });
      await this.setDay({ day: worked, kind: 'worked', name, counterpart: closed });
    });
  }

  /** The day is again what office hours and holidays say; of a moved day both. */
  remove(day: Temporal.PlainDate): Promise<void> {
    return this.db.transaction(async () => {
      allow(canPlanSittings(Current.actor));
      const rows = await this.db.rows<{ day: Temporal.PlainDate; kind: string }>(
        'delete from own_day where institution_id = $1 and (day = $2 or counterpart = $2) returning day, kind',
        [Current.institutionId, day],
      );
      for (const { day: gone, kind } of rows) {
        const label = Object.fromEntries(Current.institution.locales.map((tag) => [tag, `${gone}`]));
        await this.history.note('days', { kind }, {}, { label });
        await this.events.record({ type: 'own_day.removed', subject: Current.institutionId, data: { day: `${gone}` } });
      }
    });
  }
}
