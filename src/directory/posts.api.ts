import { Body, Controller, Get, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { checkIfMatch, etagOf } from '../platform/api/if-match.js';
import { Can } from '../platform/permissions/can.js';
import { NewPostBody, PostChangeBody } from './organisations.forms.js';
import { OrganisationsService } from './organisations.service.js';
import type { Post as Office } from './post.entity.js';
import { PostsQueries } from './posts.queries.js';
import { PostsService } from './posts.service.js';

const Texts = z.record(z.string(), z.string());
const PostWhole = z.object({
  id: z.uuid(),
  organisationId: z.uuid(),
  label: Texts,
  addressForm: z.string().nullable(),
  addressForms: Texts,
  singleHolder: z.boolean(),
  maySign: z.boolean(),
  /** The rank of our order that it is level with; set at `…/precedence/equivalents/{post}`. */
  rankId: z.uuid().nullable(),
  precedence: z.int(),
  version: z.int(),
});
const PostLine = PostWhole.pick({ id: true, label: true, addressForm: true, singleHolder: true, maySign: true, precedence: true }).extend({
  rank: Texts.nullable(),
  holders: z.array(z.object({ id: z.uuid(), name: z.string(), since: z.iso.date().nullable() })),
}); // prettier-ignore
const PostLines = z.object({ items: z.array(PostLine) });

/** The offices of organisations, with who holds them today. */
@Controller('api/v1/:institution')
@Can('directory.read')
export class PostsApi {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly posts: PostsService,
    private readonly queries: PostsQueries,
  ) {}

  /** The highest first. */
  @Get('organisations/:id/posts')
  @Answers(PostLines)
  async list(@Param('id') id: string): Promise<z.output<typeof PostLines>> {
    const organisation = await this.organisations.get(id);
    const rows = await this.queries.of(organisation.id);
    return {
      items: rows.map((row) => ({
        id: row.id,
        label: row.label,
        addressForm: row.address_form,
        singleHolder: row.single_holder,
        maySign: row.may_sign,
        precedence: row.precedence,
        rank: row.rank,
        holders: row.holders,
      })),
    };
  }

  @Post('organisations/:id/posts')
  @Can('directory.write')
  @Answers(PostWhole, 201)
  async create(
    @Param('id') organisationId: string,
    @Body({ schema: NewPostBody }) body: z.output<typeof NewPostBody>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const id = await this.posts.create({ ...body, organisationId });
    return answered(await this.posts.get(id), response);
  }

  @Get('posts/:post')
  @Answers(PostWhole)
  async one(@Param('post') id: string, @Res({ passthrough: true }) response: Response) {
    return answered(await this.posts.get(id), response);
  }

  @Patch('posts/:post')
  @Can('directory.write')
  @Answers(PostWhole)
  async change(
    @Param('post') id: string,
    @Body({ schema: PostChangeBody }) body: z.output<typeof PostChangeBody>,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    return answered(await this.posts.update(id, body, (version) => checkIfMatch(ifMatch, version)), response);
  }
}

function answered(post: Office, response: Response): z.output<typeof PostWhole> {
  response.setHeader('ETag', etagOf(post.version));
  const { institutionId: _house, createdAt: _made, updatedAt: _changed, ...facts } = post;
  return facts;
}
