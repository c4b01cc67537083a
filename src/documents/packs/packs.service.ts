import { Injectable } from '@nestjs/common';
import { ActivitiesService } from '../../activities/activities.service.js';
import { mayPlan } from '../../activities/activity.rules.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { EventsService } from '../../platform/events/events.service.js';
import { FilesService } from '../../platform/files/files.service.js';
import { Download } from '../../platform/http/reply.js';
import { JobsService } from '../../platform/jobs/jobs.service.js';
import { allow } from '../../platform/permissions/allow.js';
import { DocumentsService } from '../documents.service.js';
import { comesIn } from '../document-sources.registry.js';
import type { DocumentLanguage, PaperLanguages } from '../rendering/document-data.js';
import { DocumentPack, type PackedPaper } from './document-pack.entity.js';
import { PackEmpty, PackTooLarge } from './pack.errors.js';

export const PACK_JOB = 'documents.pack';
const MOST_PAPERS = 200;
const KEPT = { hours: 24 * 30 };

export interface PackWish {
  /** Pairs for what comes in two languages. */
  languages: readonly PaperLanguages[];
  kinds: readonly string[];
}

/** Packs of papers: asked for here, made by `PackWork`, forgotten after a month. */
@Injectable()
export class PacksService {
  constructor(
    private readonly db: Db,
    private readonly jobs: JobsService,
    private readonly events: EventsService,
    private readonly files: FilesService,
    private readonly documents: DocumentsService,
    private readonly activities: ActivitiesService,
  ) {}

  /**
   * Asks for a pack of what stands ready among the papers wished for, each as it is when its turn comes; what was signed
   * goes in with its own bytes. Only those who plan, and only papers that they may see. @returns its id
   * @throws NotFound, PackEmpty, PackTooLarge
   */
  ask(activityId: string, language: DocumentLanguage, wish: PackWish): Promise<string> {
    return this.db.transaction(async () => {
      allow(mayPlan(Current.actor, await this.activities.get(activityId)));
      const papers = await this.papers(activityId, wish);
      if (papers.length === 0) throw new PackEmpty();
      if (papers.length > MOST_PAPERS) throw new PackTooLarge(papers.length, MOST_PAPERS);
      const pack = new DocumentPack();
      Object.assign(pack, { activityId, language, papers, madeBy: Current.actor.accountId });
      await this.db.repo(DocumentPack).insert(pack);
      await this.events.record({
        type: 'document.packed',
        subject: pack.id,
        activityId,
        data: { papers: papers.length, languages: wish.languages },
      });
      await this.jobs.enqueue(PACK_JOB, { id: pack.id }, { singletonKey: pack.id });
      return pack.id;
    });
  }

  /** What failed is begun anew, from the papers as they are then. @throws NotFound, PackNotFailed */
  again(id: string): Promise<void> {
    return this.db.transaction(async () => {
      const pack = await this.seen(id);
      allow(mayPlan(Current.actor, await this.activities.get(pack.activityId)));
      pack.again();
      await this.db.repo(DocumentPack).save(pack);
      await this.jobs.enqueue(PACK_JOB, { id }, { singletonKey: id });
    });
  }

  /** A pack all of whose papers the reader may see. Needs an open unit of work. @throws NotFound */
  async seen(id: string): Promise<DocumentPack> {
    const pack = await this.db.one(DocumentPack, id);
    const [seen] = await this.onlySeen(pack.activityId, [pack]);
    if (!seen) throw new NotFound();
    return seen;
  }

  /** Those all of whose papers the reader may see. @throws NotFound where he may not see the activity */
  async onlySeen<Pack extends Pick<DocumentPack, 'papers'>>(activityId: string, packs: Pack[]): Promise<Pack[]> {
    const known = new Set((await this.documents.sourcesOf(activityId)).map(({ kind }) => kind));
    return packs.filter(({ papers }) => papers.every(({ kind }) => known.has(kind)));
  }

  /** One of its two files. @throws NotFound before it is done */
  async file(id: string, format: 'zip' | 'pdf'): Promise<Download> {
    const pack = await this.seen(id);
    const fileId = format === 'zip' ? pack.zipId : pack.pdfId;
    if (!fileId) throw new NotFound();
    const { bytes, file } = await this.files.read(fileId);
    return new Download(bytes, file.mediaType, file.name);
  }

  /** The files of packs a month old go, and their rows with them. */
  async forgetOld(now: Temporal.Instant = Temporal.Now.instant()): Promise<void> {
    await this.db.transaction(async () => {
      const old = await this.db.rows<{ zip_id: string | null; pdf_id: string | null }>(
        'delete from document_pack where institution_id = $1 and created_at < $2 returning zip_id, pdf_id',
        [Current.institutionId, now.subtract(KEPT)],
      );
      for (const { zip_id, pdf_id } of old)
        for (const id of [zip_id, pdf_id]) if (id !== null) await this.files.forget(id);
    });
  }

  private async papers(activityId: string, { kinds, languages }: PackWish): Promise<PackedPaper[]> {
    const papers: PackedPaper[] = [];
    for (const source of await this.documents.sourcesOf(activityId)) {
      if (source.isApart || !kinds.includes(source.kind) || (await source.missing?.(activityId))) continue;
      const subjects = source.subjects ? await source.subjects(activityId) : [{ id: '', name: '' }];
      for (const { id, name } of subjects)
        for (const language of languages.filter((one) => comesIn(source, one)))
          papers.push({ kind: source.kind, language, subject: id, ...(name ? { subjectName: name } : {}) });
    }
    return papers;
  }
}
