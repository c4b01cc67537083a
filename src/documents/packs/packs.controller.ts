import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import {
  type Download,
  type SeeOther,
  seeOther,
  type Unprocessable,
  unprocessable,
} from '../../platform/http/reply.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { flash } from '../../platform/web/visit.js';
import { documentLanguages, languagePairs } from '../rendering/document-data.js';
import { PackPages } from './packs-page.queries.js';
import { PacksService } from './packs.service.js';

const Wish = z.object({
  languages: z.array(z.enum(documentLanguages)).default([]),
  pairs: z.array(z.enum(languagePairs)).default([]),
  kinds: z.array(z.string().max(60)).max(100).default([]),
});

/** All papers of an activity at once. A pack is shown to those who may see every paper in it. */
@Controller(':institution/activities/:activityId/documents/packs')
@Can('activities.see')
export class PacksController {
  constructor(
    private readonly db: Db,
    private readonly packs: PacksService,
    private readonly pages: PackPages,
  ) {}

  @Get()
  list(@Param('activityId') activityId: string): Promise<string> {
    return this.draw(activityId);
  }

  @Post()
  async ask(@Param('activityId') activityId: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(Wish, body);
    if (!form.ok) return unprocessable(await this.draw(activityId, form));
    try {
      const { kinds, languages, pairs } = form.data;
      await this.packs.ask(activityId, knownLanguage(Current.locale), { kinds, languages: [...languages, ...pairs] });
    } catch (error) {
      return unprocessable(await this.draw(activityId, brokenRule(form, error)));
    }
    flash('documents.pack.asked');
    return seeOther(`/${Current.institution.slug}/activities/${activityId}/documents/packs`);
  }

  @Post(':id/attempts')
  async again(@Param('activityId') activityId: string, @Param('id') id: string): Promise<SeeOther> {
    await this.packs.again(id);
    flash('documents.pack.asked');
    return seeOther(`/${Current.institution.slug}/activities/${activityId}/documents/packs`);
  }

  @Get(':file')
  async file(@Param('activityId') activityId: string, @Param('file') file: string): Promise<Download> {
    const [, id = '', format] = /^([0-9a-f-]{36})\.(zip|pdf)$/.exec(file) ?? [];
    allow((await this.packs.seen(id)).activityId === activityId);
    return this.packs.file(id, format as 'zip' | 'pdf');
  }

  private draw(activityId: string, form?: FormState): Promise<string> {
    return this.db.read(() => this.pages.draw(activityId, form));
  }
}
