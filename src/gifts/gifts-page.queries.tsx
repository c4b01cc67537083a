import { Injectable } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { PeopleQueries } from '../directory/people.queries.js';
import { InstitutionQueries } from '../institution/institution.queries.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { NotFound } from '../platform/errors.js';
import { localized, t } from '../platform/i18n/translate.js';
import { allow } from '../platform/permissions/allow.js';
import { Button } from '../platform/web/components/button.js';
import type { DrawnRegister } from '../platform/web/components/list.js';
import type { FormState } from '../platform/web/forms.js';
import { page } from '../platform/web/page.js';
import { exceeded, mayDeclare, mayKeepGifts, maySeeGift } from './gift.rules.js';
import { GiftForm, GiftPage } from './gift.pages.js';
import { GiftLimits } from './gift-limits.service.js';
import type { GiftsQuery } from './gifts.forms.js';
import { GiftsList, giftsPath, GiftsTable } from './gifts.pages.js';
import { GiftsQueries } from './gifts.queries.js';
import { Gift } from './gift.entity.js';

const PAGE_SIZE = 40;
const SECTION = 'follow-up';

/** What the pages of gifts show, each in a fixed number of statements. */
@Injectable()
export class GiftsReads {
  constructor(
    private readonly db: Db,
    private readonly queries: GiftsQueries,
    private readonly limits: GiftLimits,
    private readonly activities: ActivitiesQueries,
    private readonly people: PeopleQueries,
    private readonly institution: InstitutionQueries,
  ) {}

  async list(filter: GiftsQuery): Promise<string> {
    const { rows, total } = await this.queries.list(filter, filter.page, PAGE_SIZE);
    const props = {
      rows,
      total,
      filter,
      sums: await this.queries.sums(filter),
      years: await this.queries.years(),
      pageSize: PAGE_SIZE,
      mayKeep: mayKeepGifts(Current.actor),
    };
    return page(<GiftsList {...props} />, { title: t('gifts.title'), section: SECTION });
  }

  one(id: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      const gift = await this.db.one(Gift, id);
      allow(maySeeGift(Current.actor, gift));
      const row = (await this.queries.one(id)) ?? notThere();
      const props = {
        row,
        form,
        over: exceeded(gift, await this.limits.on()),
        mayKeep: mayKeepGifts(Current.actor),
        mayDeclare: mayDeclare(Current.actor, gift),
      };
      return page(<GiftPage {...props} />, { title: row.description.slice(0, 80), section: SECTION });
    });
  }

  /** The form, for a new one of an activity or of none, or for one that is there. @throws NotFound without the role */
  form(activityId: string | null, id?: string, form?: FormState): Promise<string> {
    return this.db.read(async () => {
      allow(mayKeepGifts(Current.actor));
      const gift = id ? await this.db.one(Gift, id) : undefined;
      const of = gift ? gift.activityId : activityId;
      const title = t(gift ? 'gifts.change_title' : 'gifts.add');
      const { settings } = await this.institution.current();
      const props = {
        title,
        gift,
        form,
        activity: of ? await this.activityOf(of) : null,
        people: await this.ours(of),
        currency: settings.costs?.currency ?? 'EUR',
      };
      return page(<GiftForm {...props} />, { title, section: SECTION });
    });
  }

  /** The gifts of an activity as a table, and the way to record one where the reader may. */
  async table(activityId: string): Promise<DrawnRegister> {
    const rows = await this.queries.ofActivity(activityId);
    const add = (
      <Button small icon="plus" href={`${giftsPath()}/new?activity=${activityId}`}>
        {t('gifts.add')}
      </Button>
    );
    return { count: rows.length, draw: <GiftsTable rows={rows} />, add: mayKeepGifts(Current.actor) && add };
  }

  private async activityOf(id: string) {
    const row = await this.activities.header(id);
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    return {
      id,
      title: localized(row.title),
      partner: localized(row.partner_name),
      day: Temporal.PlainDate.compare(row.starts_on, today) > 0 ? today : row.starts_on,
    };
  }

  /** Who of ours may have given or received it: the delegation, or the people of the house. */
  private async ours(activityId: string | null) {
    if (activityId)
      return (await this.activities.members(activityId))
        .filter(({ side }) => side === 'host')
        .map((one) => ({ value: one.person_id, label: [one.given_name, one.family_name].filter(Boolean).join(' ') }));
    const { rows } = await this.people.list({}, 1, 300);
    return rows.map((one) => ({ value: one.id, label: [one.given_name, one.family_name].filter(Boolean).join(' ') }));
  }
}

function notThere(): never {
  throw new NotFound();
}
