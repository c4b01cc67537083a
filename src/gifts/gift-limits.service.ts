import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow, hasRole } from '../platform/permissions/allow.js';
import { LIMIT_KEEPERS } from './gift.rules.js';
import { GiftLimit, LIMIT_PRESETS, type LimitFacts } from './gift-limit.entity.js';
import type { LimitLine } from './gifts.forms.js';

export interface ShownLimit extends LimitFacts {
  code: string;
  isOn: boolean;
}

/** Values above which a gift may not simply be kept, as the institution has them. */
@Injectable()
export class GiftLimits {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  /** Those of the house, and the presets that nobody touched yet; one statement. */
  async all(): Promise<ShownLimit[]> {
    const rows = await this.db.repo(GiftLimit).findBy({ institutionId: Current.institutionId });
    const codes = new Set(rows.map(({ code }) => code));
    const untouched = LIMIT_PRESETS.filter(({ code }) => !codes.has(code)).map((one) => ({ ...one, isOn: false }));
    return [...rows, ...untouched].toSorted((a, b) => Number(b.isOn) - Number(a.isOn) || (a.code < b.code ? -1 : 1));
  }

  async on(): Promise<ShownLimit[]> {
    return (await this.all()).filter(({ isOn }) => isOn);
  }

  /** Replaces all of them; a preset that is left out comes back switched off. @throws NotFound */
  keep(lines: readonly LimitLine[]): Promise<void> {
    return this.db.transaction(async () => {
      if (Current.maybeActor) allow(hasRole(Current.actor, LIMIT_KEEPERS));
      const repo = this.db.repo(GiftLimit);
      await repo.delete({ institutionId: Current.institutionId });
      for (const { code, ...facts } of lines) {
        const row = Object.assign(new GiftLimit(), facts);
        const preset = LIMIT_PRESETS.find((one) => one.code === code);
        row.source = preset?.source ?? '';
        row.code = preset?.code ?? `own-${row.id}`;
        await repo.insert(row);
      }
      const on = lines.filter(({ isOn }) => isOn).length;
      await this.events.record({ type: 'gifts.limits_set', subject: Current.institutionId, data: { on } });
    });
  }
}
