import { Controller, Get, Param, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { FileRefused, FilesService } from '../platform/files/files.service.js';
import { Download, seeOther } from '../platform/http/reply.js';
import { allow } from '../platform/permissions/allow.js';
import { Can } from '../platform/permissions/can.js';
import { flash } from '../platform/web/visit.js';
import { mayWrite } from './directory.rules.js';
import { PeopleService } from './people.service.js';

const PHOTO = { types: ['image/jpeg', 'image/png', 'image/webp'], maxBytes: 12_000_000 };

/** The photograph of a person: for badges, and so that a host knows whom to greet. */
@Controller(':institution/people/:id/photo')
@Can('directory.read')
export class PhotosController {
  constructor(
    private readonly db: Db,
    private readonly people: PeopleService,
    private readonly files: FilesService,
  ) {}

  @Get()
  async show(@Param('id') id: string) {
    const { photoId } = await this.people.get(id);
    if (!photoId) throw new NotFound();
    const { file, bytes } = await this.files.read(photoId);
    return new Download(bytes, file.mediaType, file.name, true);
  }

  @Post()
  @Can('directory.write')
  @UseInterceptors(FileInterceptor('photo', { limits: { fileSize: PHOTO.maxBytes + 1, files: 1 } }))
  async portray(@Param('id') id: string, @UploadedFile() sent: { originalname: string; buffer: Buffer } | undefined) {
    const { country } = await this.people.get(id);
    allow(mayWrite(Current.actor, country));
    try {
      await this.db.transaction(async () => {
        if (!sent) throw new FileRefused('empty');
        const { id: photoId } = await this.files.keepUpload(sent.originalname, sent.buffer, PHOTO);
        await this.people.portray(id, photoId);
      });
      flash('directory.photo.saved');
    } catch (error) {
      // The page has no form to come back to: the reason stands above it.
      if (!(error instanceof FileRefused)) throw error;
      flash(error.key, error.params);
    }
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }

  @Post('removal')
  @Can('directory.write')
  async remove(@Param('id') id: string) {
    await this.people.portray(id, null);
    flash('directory.photo.removed');
    return seeOther(`/${Current.institution.slug}/people/${id}`);
  }
}
