import { Injectable } from '@nestjs/common';
import { BodiesQueries } from '../../bodies/bodies.queries.js';
import { PeopleQueries } from '../../directory/people.queries.js';
import { t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import type { FormState } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { InvitationFrame } from '../invitation-frame.queries.js';
import { FOUND } from '../invitations.forms.js';
import { GuestSourcesPage } from './guest-sources.pages.js';
import { GuestSourcesQueries } from './guest-sources.queries.js';

const BODIES = 200;

/** The page from which guests are put on the list, as it is shown and as it comes back with what was refused. */
@Injectable()
export class GuestSourcesSheet {
  constructor(
    private readonly queries: GuestSourcesQueries,
    private readonly frame: InvitationFrame,
    private readonly people: PeopleQueries,
    private readonly bodies: BodiesQueries,
  ) {}

  /** @param asked words of a search: `q` for people, `office` for offices @throws NotFound */
  async of(id: string, invitationId: string, asked: Record<string, unknown>, form?: FormState): Promise<string> {
    const words = (name: string) => (typeof asked[name] === 'string' ? asked[name].trim().slice(0, 100) : '');
    const framed = await this.frame.of(id, invitationId, 'sources');
    allow(framed.mayPlan);
    const q = words('q');
    const office = words('office');
    return page(
      <>
        {framed.head}
        <GuestSourcesPage
          path={framed.path}
          q={q}
          office={office}
          people={q ? await this.people.find(q, FOUND) : []}
          offices={office ? await this.queries.offices(office) : []}
          bodies={(await this.bodies.list({}, 1, BODIES)).rows}
          form={form}
        />
      </>,
      { ...framed.options, title: t('invitations.sources.title') },
    );
  }
}
