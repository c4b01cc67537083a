import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { OrganisationInsideItself, UnknownReference } from './directory.errors.js';
import { mayWrite } from './directory.rules.js';
import { Organisation, type OrganisationFacts } from './organisation.entity.js';
import type { VersionCheck } from './people.service.js';

export type NewOrganisation = Partial<OrganisationFacts> &
  Pick<OrganisationFacts, 'name' | 'classification'> & { id?: string };

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  async get(id: string): Promise<Organisation> {
    return this.db.read(() => this.db.one(Organisation, id));
  }

  /** @returns the id; the one given, where one is given. @throws UnknownReference */
  async create({ id, ...facts }: NewOrganisation): Promise<string> {
    return this.db.transaction(async () => {
      this.allowWriting(facts.country ?? null);
      const organisation = new Organisation();
      if (id) organisation.id = id;
      organisation.describe(facts);
      await this.checkParent(organisation);
      await this.db.repo(Organisation).insert(organisation);
      await this.events.record({ type: 'organisation.created', subject: organisation.id });
      return organisation.id;
    });
  }

  /** @throws NotFound, UnknownReference, OrganisationInsideItself, and what `check` throws */
  async update(id: string, facts: Partial<OrganisationFacts>, check?: VersionCheck): Promise<Organisation> {
    return this.db.transaction(async () => {
      await this.db.rows('select id from organisation where institution_id = $1 and id::text = $2 for update', [
        Current.institutionId,
        id,
      ]);
      const organisation = await this.db.one(Organisation, id);
      this.allowWriting(organisation.country);
      if (facts.country !== undefined) this.allowWriting(facts.country);
      check?.(organisation.version);
      organisation.describe(facts);
      await this.checkParent(organisation);
      await this.db.repo(Organisation).save(organisation);
      await this.events.record({ type: 'organisation.updated', subject: id, data: { fields: Object.keys(facts) } });
      return organisation;
    });
  }

  private allowWriting(country: string | null): void {
    if (Current.maybeActor) allow(mayWrite(Current.actor, country));
  }

  private async checkParent({ id, parentId }: Organisation): Promise<void> {
    if (!parentId) return;
    const above = await this.db.rows<{ id: string }>(
      `with recursive above as (
         select id, parent_id from organisation where institution_id = $1 and id = $2
         union select o.id, o.parent_id from organisation o join above a on o.id = a.parent_id where o.institution_id = $1)
       select id from above`,
      [Current.institutionId, parentId],
    );
    if (above.length === 0) throw new UnknownReference('parentId');
    if (above.some((one) => one.id === id)) throw new OrganisationInsideItself();
  }
}
