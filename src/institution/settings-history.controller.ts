import { Controller, Param, Post } from '@nestjs/common';
import { DomainError } from '../platform/errors.js';
import { seeOther } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { flash } from '../platform/web/visit.js';
import { SettingsHistory } from './settings-history.service.js';

/** The history of the settings, and the way back. Putting back asks for the permission of the change itself. */
@Controller(':institution/settings/history')
@Can('deadlines.rule')
export class SettingsHistoryController {
  constructor(private readonly history: SettingsHistory) {}

  @Post(':changeId/restoration')
  async restore(@Param('institution') slug: string, @Param('changeId') changeId: string) {
    try {
      const area = await this.history.restore(changeId);
      flash('institution.history.restored');
      return seeOther(`/${slug}/${PAGES[area] ?? 'settings'}`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      flash(error.key, error.params, { kind: 'warning' });
      return seeOther(`/${slug}/settings`);
    }
  }
}

/** Where each area of the settings is shown. */
const PAGES: Record<string, string> = {
  face: 'settings',
  time: 'settings/time',
  deadlines: 'settings/deadlines',
  numbers: 'settings/numbers',
};
