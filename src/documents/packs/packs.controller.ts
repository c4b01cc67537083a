import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { NotFound } from '../../platform/errors.js';
import { FilesService } from '../../platform/files/files.service.js';
import { Download, type SeeOther, seeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { knownLanguage } from '../../platform/i18n/languages.js';
import { allow } from '../../platform/permissions/allow.js';
import { Can } from '../../platform/permissions/can.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { flash } from '../../platform/web/visit.js';
import { DocumentsService } from '../documents.service.js';
import { documentLanguages } from '../rendering/document-data.js';
import { DocumentPack } from './document-pack.entity.js';
import { PackPages } from './packs-page.queries.js';
import { PacksService } from './packs.service.js';

const Wish = z.object({
  languages: z.array(z.enum(documentLanguages)).default([]),
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
    private readonly documents: DocumentsService,
    private readonly files: FilesService,
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
      await this.packs.ask(activityId, knownLanguage(Current.locale), form.data);
    } catch (error) {
      return unprocessable(await this.draw(activityId, brokenRule(form, error)));
    }
    flash('documents.pack.asked');
    return seeOther(`/${Current.institution.slug}/activities/${activityId}/documents/packs`);
  }

  @Get(':file')
  async file(@Param('activityId') activityId: string, @Param('file') file: string): Promise<Download> {
    const [, id = '', format] = /^([0-9a-f-]{36})\.(zip|pdf)$/.exec(file) ?? [];
    const known = new Set((await this.documents.sourcesOf(activityId)).map(({ kind }) => kind));
    const pack = await this.db.one(DocumentPack, id);
    allow(pack.activityId === activityId && pack.papers.every(({ kind }) => known.has(kind)));
    const fileId = format === 'zip' ? pack.zipId : pack.pdfId;
    if (!fileId) throw new NotFound();
    const { bytes, file: kept } = await this.files.read(fileId);
    return new Download(bytes, kept.mediaType, kept.name);
  }

  private draw(activityId: string, form?: FormState): Promise<string> {
    return this.db.read(() => this.pages.draw(activityId, form));
  }
}
