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
    return this.remembering(itemId, () => this.programme.change(itemId, input, version));
  }

  /** Moves a line, and remembers when it was. @throws as ProgrammeService.move */
  move(itemId: string, start: Temporal.PlainDateTime, end?: Temporal.PlainDateTime, version?: number): Promise<Saved> {
    return this.remembering(itemId, () => this.programme.move(itemId, start, end, version));
  }

  /** Whether the last thing done to a line can be taken back: nobody has saved it since in another way. */
  async mayTakeBack(itemId: string, version: number): Promise<boolean> {
    return (await this.before(itemId))?.item_version === version;
  }

  /**
   * Makes a line what it was before its last edit; taking that back again is another edit.
   * @throws ChangedMeanwhile where the line was saved since; NotFound, ConflictRefused
   */
  takeBack(itemId: string): Promise<Saved> {
    return this.db.transaction(async () => {
      const { version, participants } = await this.locked(itemId);
      const before = await this.before(itemId);
      if (!before) throw new NotFound();
      if (before.item_version !== version) throw new ChangedMeanwhile();
      const input = ItemForm.parse(before.content);
      const saved = await this.change(itemId, input, version);
      const present = new Set(participants.map(({ person_id }) => person_id));
      const back = input.participants.flatMap(({ personId }) => (present.has(personId) ? [] : [personId]));
      if (back.length > 0) await this.reopenAnswers(itemId, back);
      return saved;
    });
  }

  /** Who asked to be replaced and is back in the line waits for an answer again. */
  private async reopenAnswers(itemId: string, people: readonly string[]): Promise<void> {
    await this.db.rows(
      `update item_answer set settled_at = null
        where institution_id = $1 and item_id = $2 and person_id = any($3::uuid[]) and answer = 'replace' and settled_at is not null`,
      [Current.institutionId, itemId, people],
    );
  }

  private async remembering(itemId: string, work: () => Promise<Saved>): Promise<Saved> {
    return this.db.transaction(async () => {
      const before = await this.locked(itemId);
      const saved = await work();
      await this.db.rows(
        `insert into programme_item_before (institution_id, item_id, content, item_version) values ($1, $2, $3, $4)
         on conflict (institution_id, item_id) do update set content = excluded.content, item_version = excluded.item_version`,
        [Current.institutionId, itemId, JSON.stringify(inputOf(before)), saved.item.version],
      );
      return saved;
    });
  }

  private async before(itemId: string): Promise<{ content: unknown; item_version: number } | undefined> {
    const [row] = await this.db.rows<{ content: unknown; item_version: number }>(
      'select content, item_version from programme_item_before where institution_id = $1 and item_id = $2',
      [Current.institutionId, itemId],
    );
    return row;
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
