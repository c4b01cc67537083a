import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { SecretsService } from '../platform/secrets/secrets.service.js';

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
    const rows = await this.db.rows<{ id: string; restricted: Buffer }>(
      'select id, restricted from person where institution_id = $1 and id = any($2::uuid[]) and restricted is not null',
      [Current.institutionId, personIds],
    );
    for (const { id, restricted } of rows) {
      const notes = JSON.parse(
        await this.secrets.open({ table: 'person', column: 'restricted', row: id }, restricted),
      ) as { diet?: string; allergies?: string };
      const diet = [notes.diet, notes.allergies].filter(Boolean).join('; ');
      if (diet) found.set(id, diet);
    }
    return found;
  }
}
