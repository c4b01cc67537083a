import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { ActivitiesService } from '../../activities/activities.service.js';
import { Answers } from '../../platform/api/answers.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import type { Download } from '../../platform/http/reply.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { documentLanguages, languagePairs } from '../rendering/document-data.js';
import type { PackedPaper } from './document-pack.entity.js';
import { PacksQueries } from './packs.queries.js';
import { PacksService } from './packs.service.js';

const Wish = z.strictObject({
  /** `en`, or two side by side: `fr_ru`. */
  languages: z.array(z.enum([...documentLanguages, ...languagePairs])).min(1),
  /** Kinds of paper, as the documents of the activity name them. */
  kinds: z.array(z.string().max(60)).min(1).max(100),
});

const Pack = z.object({
  id: z.uuid(),
  activityId: z.uuid(),
  state: z.enum(['waiting', 'working', 'done', 'failed']),
  /** Of `steps`. */
  done: z.int(),
  steps: z.int(),
  /** Why it failed. */
  problem: z.string().nullable(),
  papers: z.array(
    z.object({
      kind: z.string(),
      language: z.string(),
      subject: z.string(),
      pages: z.int().nullable(),
      /** Why it is not in the pack. */
      problem: z.string().nullable(),
    }),
  ),
  /** Where its two files are, once it is done. */
  files: z.object({ zip: z.string(), pdf: z.string() }).nullable(),
});
type PackAnswer = z.output<typeof Pack>;

/** All papers of an activity at once: asked for, watched, downloaded. A pack is there for those who may see every paper in it. */
@Controller('api/v1/:institution')
@Can('activities.see')
export class PacksApi {
  constructor(
    private readonly db: Db,
    private readonly packs: PacksService,
    private readonly queries: PacksQueries,
    private readonly activities: ActivitiesService,
  ) {}

  /** The latest ten, the newest first. */
  @Get('activities/:id/packs')
  @Answers(z.object({ items: z.array(Pack) }))
  async list(@Param('id') activityId: string): Promise<{ items: PackAnswer[] }> {
    await this.activities.get(activityId);
    const seen = await this.packs.onlySeen(activityId, await this.queries.latest(activityId));
    return { items: seen.map((row) => answer({ ...row, activityId })) };
  }

  @Post('activities/:id/packs')
  @Answers(Pack, 201)
  async ask(@Param('id') activityId: string, @Body({ schema: Wish }) wish: z.output<typeof Wish>): Promise<PackAnswer> {
    return this.one(await this.packs.ask(activityId, knownLanguage(Current.locale), wish));
  }

  @Get('packs/:id')
  @Answers(Pack)
  one(@Param('id') id: string): Promise<PackAnswer> {
    return this.db.read(async () => answer(await this.packs.seen(id)));
  }

  /** Tries again what failed. */
  @Post('packs/:id/attempts')
  @HttpCode(200)
  @Answers(Pack)
  async again(@Param('id') id: string): Promise<PackAnswer> {
    await this.packs.again(id);
    return this.one(id);
  }

  @Get('packs/:id/files/:format')
  @Answers(z.string(), 200, 'application/octet-stream')
  file(@Param('id') id: string, @Param('format') format: string): Promise<Download> {
    if (format !== 'zip' && format !== 'pdf') throw new NotFound();
    return this.packs.file(id, format);
  }
}

type Told = Omit<PackAnswer, 'problem' | 'papers' | 'files' | 'steps'> & {
  problem: PackedPaper['problem'] | null;
  papers: readonly PackedPaper[];
};

function answer({ id, activityId, state, done, problem, papers }: Told): PackAnswer {
  const sentence = (of: Told['problem']) => (of ? t(of.key, of.params) : null);
  const file = (format: string) => `/api/v1/${Current.institution.slug}/packs/${id}/files/${format}`;
  return {
    ...{ id, activityId, state, done, steps: papers.length + 1, problem: sentence(problem) },
    papers: papers.map(({ kind, language, subject, pages, problem: why }) => ({ kind, language, subject, pages: pages ?? null, problem: sentence(why) })), // prettier-ignore
    files: state === 'done' ? { zip: file('zip'), pdf: file('pdf') } : null,
  };
}
