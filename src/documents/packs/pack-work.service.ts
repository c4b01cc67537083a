import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Db } from '../../platform/database/db.service.js';
import { isTransient } from '../../platform/database/transient.js';
import { DomainError } from '../../platform/errors.js';
import { FilesService } from '../../platform/files/files.service.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { DocumentPack, GAVE_UP, type PackedPaper } from './document-pack.entity.js';
import { PackEmpty } from './pack.errors.js';
import { PackPapers } from './pack-papers.service.js';
import { PackPress } from './pack-press.js';
import { PACK_JOB } from './packs.service.js';

// Two are set while others are asked for or written to Word.
const AT_ONCE = 4;
const FILE_NAME = 'papers';

/** Makes a pack: each paper as it stands now, then all of them bound. Done again from the beginning where a worker died. */
@Injectable()
export class PackWork implements OnModuleInit {
  private readonly log = new Logger('packs');

  constructor(
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly files: FilesService,
    private readonly papers: PackPapers,
  ) {}

  onModuleInit(): void {
    this.jobs.define(PACK_JOB, ({ id }) => this.make(String(id)));
  }

  /**
   * What is finished stays as it is. A broken rule ends the pack with its sentence; a lost connection is tried again by the
   * queue, a few times; anything else would fail again.
   */
  async make(id: string): Promise<void> {
    const pack = await this.change(id, (found) => found.begin());
    if (!pack || pack.isFinished) return;
    const press = new PackPress();
    try {
      const papers = await this.addAll(pack, press);
      if (papers.every(({ problem }) => problem)) throw new PackEmpty();
      const { title, createdAt, ...contents } = await this.papers.contents({ ...pack, papers }, (pdf) =>
        press.count(pdf),
      );
      const bound = await press.bind({ title, ...contents }, createdAt);
      await this.db.transaction(async () => {
        const zip = await this.files.keep(`${FILE_NAME}.zip`, 'application/zip', bound.zip);
        const pdf = await this.files.keep(`${FILE_NAME}.pdf`, 'application/pdf', bound.pdf);
        await this.change(id, (found) => found.finish(papers, zip.id, pdf.id));
      });
    } catch (error) {
      if (isTransient(error)) throw error;
      const isRule = error instanceof DomainError;
      if (!isRule) this.log.error(`${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      await this.change(id, (found) => found.fail(isRule ? { key: error.key, params: error.params } : GAVE_UP));
    } finally {
      press.close();
    }
  }

  /** A few are printed at a time; they go in in their order. */
  private async addAll(pack: DocumentPack, press: PackPress): Promise<PackedPaper[]> {
    const added: PackedPaper[] = [];
    for (let at = 0; at < pack.papers.length; at += AT_ONCE) {
      const made = await Promise.all(
        pack.papers.slice(at, at + AT_ONCE).map((paper, index) => this.papers.print(pack, paper, at + index + 1)),
      );
      for (const { paper, pressed } of made)
        added.push(pressed ? { ...paper, pages: await press.add(pressed) } : paper);
      await this.change(pack.id, (found) => (found.done = added.length));
    }
    return added;
  }

  /** In a unit of work of its own, so that others see how far it is. @returns null where it is finished */
  private change(id: string, verb: (pack: DocumentPack) => void): Promise<DocumentPack | null> {
    return this.db.transaction(async () => {
      const pack = await this.db.one(DocumentPack, id);
      if (pack.isFinished) return null;
      verb(pack);
      return this.db.repo(DocumentPack).save(pack);
    });
  }
}
