import { Controller, Get, Param, Post, UploadedFile, UseInterceptors } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import { FileRefused } from '../../platform/files/files.service.js';
import { Download } from '../../platform/http/reply.js';
import { Can } from '../../platform/permissions/can.js';
import { ReportPictures } from './report-pictures.service.js';

/** Pictures in the texts of a report: the editor sends them, the page shows them. */
@Controller(':institution/activities/:activityId/report/pictures')
@Can('activities.see')
export class ReportPicturesController {
  constructor(private readonly pictures: ReportPictures) {}

  @Post()
  @UseInterceptors(FileInterceptor('picture', { limits: { fileSize: 12_000_000, files: 1 } }))
  async send(
    @Param('activityId') activityId: string,
    @UploadedFile() sent: { originalname: string; buffer: Buffer } | undefined,
  ): Promise<{ id: string; width: number; height: number }> {
    if (!sent) throw new FileRefused('empty');
    const { id, width, height } = await this.pictures.send(activityId, sent.originalname, sent.buffer);
    return { id, width, height };
  }

  @Get(':picture')
  async show(@Param('activityId') activityId: string, @Param('picture') id: string): Promise<Download> {
    const { file, bytes } = await this.pictures.read(activityId, id);
    return new Download(bytes, file.mediaType, file.name, true);
  }
}
