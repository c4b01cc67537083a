import { Injectable } from '@nestjs/common';
import { Current } from '../current.js';
import { Db } from '../database/db.service.js';
import { DomainError } from '../errors.js';
import { EventsService } from '../events/events.service.js';
import { FilesService } from '../files/files.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Import } from './import.entity.js';
import { type ImportKind, ImportKinds } from './import-kinds.registry.js';
import { ImportProgress } from './import-progress.service.js';

export class ColumnMissing extends DomainError {
  constructor(field: string, label: string) {
    super('platform.imports.error.column_missing', { label }, { field: `mapping.${field}` });
  }
}

export class ColumnTwice extends DomainError {
  constructor(field: string, heading: string) {
    super('platform.imports.error.column_twice', { heading }, { field: `mapping.${field}` });
  }
}

export class NothingToImport extends DomainError {
  constructor() {
    super('platform.imports.error.nothing');
  }
}

/** What people do with an import; the work itself is done by jobs. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly db: Db,
    private readonly kinds: ImportKinds,
    private readonly files: FilesService,
    private readonly jobs: JobsService,
    private readonly events: EventsService,
    private readonly progress: ImportProgress,
  ) {}

  /** Takes a file in and has it read. @returns the import's id @throws NotFound for a kind that the actor may not import */
  async receive(kindId: string, fileName: string, bytes: Uint8Array): Promise<string> {
    const kind = this.kinds.allowed(kindId);
    return this.db.transaction(async () => {
      const file = await this.files.keep(fileName.slice(-200), 'application/octet-stream', bytes);
      const received = Object.assign(new Import(), {
        kind: kind.id,
        fileName: file.name,
        fileId: file.id,
        source: kind.hasSource ? stemOf(fileName) : '',
        createdBy: Current.actor.accountId,
      });
      await this.db.repo(Import).insert(received);
      await this.progress.begin(received.id);
      await this.events.record({ type: 'import.received', subject: received.id, data: { kind: kind.id } });
      await this.jobs.enqueue('imports.read', { importId: received.id });
      return received.id;
    });
  }

  /**
   * Says which column is which, and has the rows compared with what is there; again after a change of mind.
   * @throws ColumnMissing, ColumnTwice, ImportNotThere, NotFound
   */
  async map(id: string, mapping: Record<string, string>, source?: string): Promise<void> {
    await this.db.transaction(async () => {
      const { found, kind } = await this.locked(id);
      if (kind.fields) found.mapping = await this.checked(kind, found, mapping);
      if (kind.hasSource && source !== undefined) found.source = source.slice(0, 80);
      found.go('checking');
      await this.db.repo(Import).save(found);
      await this.progress.begin(id);
      await this.jobs.enqueue('imports.check', { importId: id });
    });
  }

  /** Has everything imported that the dry run showed as new or changed. @throws NothingToImport, ImportNotThere, NotFound */
  async start(id: string): Promise<void> {
    await this.db.transaction(async () => {
      const { found } = await this.locked(id);
      if (!found.counts.new && !found.counts.changed) throw new NothingToImport();
      found.go('importing');
      found.startedBy = Current.actor.accountId;
      await this.db.repo(Import).save(found);
      await this.progress.begin(id);
      await this.jobs.enqueue('imports.apply', { importId: id });
    });
  }

  /** Forgets the file and its rows; what was imported stays. @throws ImportNotThere while it is being imported, NotFound */
  async discard(id: string): Promise<void> {
    await this.db.transaction(async () => {
      const { found } = await this.locked(id);
      found.go('discarded');
      await this.forget(found);
      await this.db.repo(Import).save(found);
    });
  }

  /** Takes the content away and leaves that there was an import. Within the caller's unit of work. */
  async forget(found: Import): Promise<void> {
    await this.db.rows('delete from import_row where institution_id = $1 and import_id = $2', [
      Current.institutionId,
      found.id,
    ]);
    if (found.fileId) await this.files.forget(found.fileId);
    found.fileId = null;
  }

  private async locked(id: string): Promise<{ found: Import; kind: ImportKind }> {
    await this.db.rows('select id from import where institution_id = $1 and id::text = $2 for update', [
      Current.institutionId,
      id,
    ]);
    const found = await this.db.one(Import, id);
    return { found, kind: this.kinds.allowed(found.kind) };
  }

  private async checked(
    kind: ImportKind,
    found: Import,
    mapping: Record<string, string>,
  ): Promise<Record<string, string>> {
    const known: Record<string, string> = {};
    const taken = new Set<string>();
    for (const field of await kind.fields!()) {
      const heading = mapping[field.name];
      if (heading === undefined || !found.headings.includes(heading)) {
        if (field.required) throw new ColumnMissing(field.name, field.label);
        continue;
      }
      if (taken.has(heading) && !field.mayShare) throw new ColumnTwice(field.name, heading);
      taken.add(heading);
      known[field.name] = heading;
    }
    return known;
  }
}

/** The name of a list, from the name of its file: without its ending, its dates and its numbers. */
function stemOf(fileName: string): string {
  return fileName
    .replace(/(\.popolo)?\.[a-z]+$/i, '')
    .replace(/[\d_\s()-]+$/, '')
    .slice(-80);
}
