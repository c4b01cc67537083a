import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { Can } from '../platform/permissions/can.js';
import { NewRankBody, RankChangeBody } from './precedence.forms.js';
import { PostsService } from './posts.service.js';
import { PrecedenceQueries } from './precedence.queries.js';
import { PrecedenceService } from './precedence.service.js';

const Texts = z.record(z.string(), z.string());
const Rank = z.object({
  id: z.uuid(),
  label: Texts,
  position: z.int(),
  posts: z.array(z.object({ id: z.uuid(), label: Texts, organisationId: z.uuid(), organisation: Texts })),
});
const Order = z.object({ items: z.array(Rank) });
const EquivalentBody = z.strictObject({ rankId: z.uuid().nullable() });

/** The order of precedence is short and is read whole. */
@Controller('api/v1/:institution/precedence')
@Can('directory.read')
export class PrecedenceApi {
  constructor(
    private readonly precedence: PrecedenceService,
    private readonly queries: PrecedenceQueries,
    private readonly posts: PostsService,
  ) {}

  @Get()
  @Answers(Order)
  async list(): Promise<z.output<typeof Order>> {
    return this.whole();
  }

  @Post()
  @Can('directory.order')
  @Answers(Order, 201)
  async add(@Body({ schema: NewRankBody }) body: z.output<typeof NewRankBody>) {
    await this.precedence.add(body.label, body.position);
    return this.whole();
  }

  @Patch(':rank')
  @Can('directory.order')
  @Answers(Order)
  async change(
    @Param('rank') id: string,
    @Body({ schema: RankChangeBody }) body: z.output<typeof RankChangeBody>,
  ): Promise<z.output<typeof Order>> {
    await this.precedence.get(id);
    if (body.label) await this.precedence.rename(id, body.label);
    if (body.position) await this.precedence.move(id, body.position);
    return this.whole();
  }

  @Delete(':rank')
  @Can('directory.order')
  @HttpCode(204)
  @Answers(null)
  async remove(@Param('rank') id: string): Promise<void> {
    await this.precedence.remove(id);
  }

  @Put('equivalents/:post')
  @Can('directory.order')
  @Answers(Order)
  async equate(
    @Param('post') postId: string,
    @Body({ schema: EquivalentBody }) body: z.output<typeof EquivalentBody>,
  ): Promise<z.output<typeof Order>> {
    await this.posts.equate(postId, body.rankId);
    return this.whole();
  }

  private async whole(): Promise<z.output<typeof Order>> {
    const ranks = await this.queries.read();
    return {
      items: ranks.map(({ id, label, position, posts }) => ({
        id,
        label,
        position,
        posts: posts.map((post) => ({
          id: post.id,
          label: post.label,
          organisationId: post.organisation_id,
          organisation: post.organisation,
        })),
      })),
    };
  }
}
