import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';
import type { TravelField } from './travel.forms.js';
import { placeOf } from './travel-profiles.service.js';

/** Diets and allergies for checking a menu by machine. Whoever calls may show how many a menu does not suit, and nothing else. */
@Injectable()
export class DietsService {
  constructor(
    private readonly db: Db,
    private readonly secrets: SecretsService,
  ) {}

  /** What these people do not eat, by id; who has no such note is left out. Nothing of it is read by anybody. */
  async forChecking(personIds: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    if (personIds.length === 0) return found;
    const rows = await this.db.rows<{ known_as: string; person_id: string; field: TravelField; sealed: Buffer }>(
      `select k.known_as, d.person_id, d.field, d.sealed
         from known_person k
         join travel_detail d on d.institution_id = k.institution_id and d.person_id in (k.known_as, k.id)
        where k.institution_id = $1 and k.known_as = any($2::uuid[]) and d.field in ('diet', 'allergies')
        order by d.field desc, d.noted_on`,
      [Current.institutionId, personIds],
    );
    for (const { known_as, person_id, field, sealed } of rows) {
      const note = JSON.parse(await this.secrets.open(placeOf(person_id, field), sealed)) as string | null;
      if (note) found.set(known_as, [found.get(known_as), note].filter(Boolean).join('; '));
    }
    return found;
  }
}
