import { Injectable, Logger } from '@nestjs/common';
import { Current } from '../current.js';
import { isTransient } from '../database/transient.js';
import { Db } from '../database/db.service.js';
import { EventsService } from '../events/events.service.js';
import { Actors } from '../permissions/actors.js';
import { Import, type Told } from './import.entity.js';
import { type ImportKind, ImportKinds } from './import-kinds.registry.js';
import { ImportPlans } from './import-plan.service.js';
import { ImportProgress } from './import-progress.service.js';

/**
 * The dry run and the import itself, as jobs. Each is one transaction and looks first whether it is still wanted, so a job
 * that died is simply done again.
 */
@Injectable()
export class ImportWork {
  private readonly log = new Logger('imports');

  constructor(
    private readonly db: Db,
    private readonly kinds: ImportKinds,
    private readonly events: EventsService,
    private readonly actors: Actors,
    private readonly plans: ImportPlans,
    private readonly progress: ImportProgress,
  ) {}

  /** The dry run. */
  async check(id: string): Promise<void> {
    await this.asAsked(id, 'checking', (found) => found.createdBy, async (found, kind) => {
      const planned = await this.plans.plan(found, kind, { writing: false, report: this.progress.teller(id) });
      await this.plans.keep(found, planned);
      found.go('checked');
    }); // prettier-ignore
  }

  /** Writes everything or nothing: what the dry run showed, or, where that is no longer so, only a new dry run. */
  async apply(id: string): Promise<void> {
    await this.asAsked(id, 'importing', (found) => found.startedBy, async (found, kind) => {
      const report = this.progress.teller(id);
      const planned = await this.plans.plan(found, kind, { writing: true, report: (part) => report(part * 0.4) });
      if (!(await this.plans.isAsShown(found, planned))) {
        await this.plans.keep(found, planned);
        return found.go('checked', { key: 'platform.imports.stale' });
      }
      const wanted = planned.filter(({ verdict }) => verdict === 'new' || verdict === 'changed');
      await kind.apply(wanted, { source: found.source, writing: true, report: (part) => report(0.4 + part * 0.59) });
      await this.events.record({ type: 'import.done', subject: id, data: { kind: kind.id, counts: found.counts } });
      found.go('done');
    }); // prettier-ignore
  }

  private async asAsked(
    id: string,
    state: Import['state'],
    who: (found: Import) => string | null,
    work: (found: Import, kind: ImportKind) => Promise<void>,
  ): Promise<void> {
    const asked = await this.db.read(() => this.db.one(Import, id));
    if (asked.state !== state) return;
    const accountId = who(asked);
    const actor = accountId === null ? null : await this.db.read(() => this.actors.ofAccount(accountId));
    if (!actor) return this.giveUp(id, { key: 'platform.imports.no_account' });
    try {
      await Current.run({ actor }, () =>
        this.db.transaction(async () => {
          await this.db.rows('select id from import where institution_id = $1 and id = $2 for update', [
            Current.institutionId,
            id,
          ]);
          const found = await this.db.one(Import, id);
          if (found.state !== state) return;
          await work(found, this.kinds.of(found.kind));
          await this.db.repo(Import).save(found);
        }),
      );
    } catch (error) {
      // A lost connection is tried again by the queue; anything else would fail again.
      if (isTransient(error)) throw error;
      this.log.error(`${state} ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      await this.giveUp(id, { key: 'platform.imports.failed' });
    }
  }

  private async giveUp(id: string, problem: Told): Promise<void> {
    await this.db.transaction(async () => {
      const found = await this.db.one(Import, id);
      found.go(found.state === 'importing' ? 'checked' : 'mapping', problem);
      await this.db.repo(Import).save(found);
    });
  }
}
