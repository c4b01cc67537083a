import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { ChangedMeanwhile, NotFound } from '../platform/errors.js';
import { inputOf } from './item-values.rules.js';
import { ItemForm } from './programme.forms.js';
import { ProgrammeQueries } from './programme.queries.js';
import { type ItemInput, ProgrammeService, type Saved } from './programme.service.js';

/** Edits of a line as a whole, the last of which can be taken back. */
@Injectable()
export class ItemEditsService {
  constructor(
    private readonly db: Db,
    private readonly queries: ProgrammeQueries,
    private readonly programme: ProgrammeService,
  ) {}

  /** Changes a line, and remembers how it stood. @throws as ProgrammeService.change */
  change(itemId: string, input: ItemInput, version?: number): Promise<Saved> {
    return this.db.transaction(async () => {
      const before = await this.locked(itemId);
      const saved = await this.programme.change(itemId, input, version);
      await this.db.rows(
        `insert into programme_item_before (institution_id, item_id, content, item_version) values ($1, $2, $3, $4)
         on conflict (institution_id, item_id) do update set content = excluded.content, item_version = excluded.item_version`,
        [Current.institutionId, itemId, JSON.stringify(inputOf(before)), saved.item.version],
      );
      return saved;
    });
  }

  /**
   * Makes a line what it was before its last edit; taking that back again is another edit.
   * @throws ChangedMeanwhile where the line was saved since; NotFound, ConflictRefused
   */
  takeBack(itemId: string): Promise<Saved> {
    return this.db.transaction(async () => {
      const { version } = await this.locked(itemId);
      const [before] = await this.db.rows<{ content: unknown; item_version: number }>(
        'select content, item_version from programme_item_before where institution_id = $1 and item_id = $2',
        [Current.institutionId, itemId],
      );
      if (!before) throw new NotFound();
      if (before.item_version !== version) throw new ChangedMeanwhile();
      return this.change(itemId, ItemForm.parse(before.content), version);
    });
  }

  private async locked(itemId: string) {
    await this.db.rows('select id from programme_item where institution_id = $1 and id = $2 for update', [
      Current.institutionId,
      itemId,
    ]);
    const row = await this.queries.item(itemId);
    if (!row) throw new NotFound();
    return row;
  }
}
