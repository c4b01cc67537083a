import { Controller, Get, Param, Query } from '@nestjs/common';
import { ActivityExport } from '../activities/activity-export.service.js';
import type { Download } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { MissionFilter } from './missions.forms.js';

/** The list of missions as a file. */
@Controller(':institution/missions/export')
@Can('activities.see')
export class MissionsExportController {
  constructor(private readonly exports: ActivityExport) {}

  @Get(':format')
  list(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    const filled = Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== ''));
    return this.exports.list(format, 'mission', MissionFilter.parse(filled));
  }
}
