import { Injectable } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { Current, type LocalizedText } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import {
  type Download,
  type SeeOther,
  seeOther,
  type Unprocessable,
  unprocessable,
} from '../../platform/http/reply.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { allow } from '../../platform/permissions/allow.js';
import { brokenRule, type FormState, readForm } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { ActivitiesQueries } from '../activities.queries.js';
import { ActivityExport } from '../activity-export.service.js';
import { ActivityFrame } from '../activity-frame.queries.js';
import { ActivityKinds, type KindOfActivity } from '../activity-kinds.registry.js';
import type { Activity, ActivityKind } from '../activity.entity.js';
import { inOrder } from './activity.fields.js';
import { KindListPage } from './kind-list.pages.js';
import { kindFilter } from './kind.forms.js';

const ChosenDays = z.object({ startsOn: z.iso.date(), endsOn: z.iso.date() });

interface FormRow {
  id: string;
  title: LocalizedText;
  state: string;
  body_id: string | null;
  responsible_id: string | null;
}

/** The form of a kind: how it is read, drawn and carried out. `Row` is what stands in it while it is changed. */
export interface KindForm<Row extends FormRow, New, Change> {
  kind: ActivityKind;
  draft: z.ZodType<New>;
  edit: z.ZodType<Change & { version: number }>;
  row: (id: string) => Promise<Row>;
  draw: (props: {
    kind: KindOfActivity;
    row?: Row | undefined;
    form?: FormState | undefined;
  }) => Promise<ComponentChildren>;
  propose: (input: New) => Promise<Activity>;
  revise: (id: string, change: Omit<Change & { version: number }, 'version'>, version: number) => Promise<unknown>;
}

/** The pages that every kind of activity has: its list, also as a file, its address, and its form. */
@Injectable()
export class KindPages {
  constructor(
    private readonly db: Db,
    private readonly kinds: ActivityKinds,
    private readonly queries: ActivitiesQueries,
    private readonly frame: ActivityFrame,
    private readonly exports: ActivityExport,
  ) {}

  async list(kind: ActivityKind, query: unknown): Promise<string> {
    const filter = kindFilter(query);
    const own = this.kinds.of(kind);
    const { rows, total } = await this.queries.list({ ...filter, kind });
    const years = await this.queries.years(kind);
    const mayPropose = own.mayPropose(Current.actor);
    return page(<KindListPage {...{ kind: own, rows, total, filter, years, mayPropose }} />, {
      title: t(own.words('title')),
      section: own.path,
    });
  }

  file(kind: ActivityKind, format: string, query: unknown): Promise<Download> {
    return this.exports.list(format, kind, kindFilter(query));
  }

  /** Leads from the kind's own address to the part of the activity that opens first. @throws NotFound */
  async open(kind: ActivityKind, id: string): Promise<SeeOther> {
    const row = await this.queries.seen(id, kind);
    return seeOther(`/${Current.institution.slug}/activities/${row.id}/${this.kinds.of(kind).opensAt}`);
  }

  /** An empty form, or with the days that were chosen in the calendar: `?startsOn=2027-03-10&endsOn=2027-03-12`. */
  drawEmpty<Row extends FormRow, New, Change>(own: KindForm<Row, New, Change>, query: unknown): Promise<string> {
    const days = ChosenDays.safeParse(query).data;
    return this.drawNew(own, days && { values: days, errors: {} });
  }

  drawNew<Row extends FormRow, New, Change>(own: KindForm<Row, New, Change>, form?: FormState): Promise<string> {
    const kind = this.kinds.of(own.kind);
    const { path, words } = kind;
    return this.db.read(async () =>
      page(await own.draw({ kind, form }), { title: t(words('new_title')), section: path }),
    );
  }

  async propose<Row extends FormRow, New, Change>(
    own: KindForm<Row, New, Change>,
    body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(inOrder(own.draft), body);
    if (!form.ok) return unprocessable(await this.drawNew(own, form));
    const { path, words } = this.kinds.of(own.kind);
    try {
      const { id } = await own.propose(form.data);
      flash(words('proposed'));
      return seeOther(`/${Current.institution.slug}/${path}/${id}`);
    } catch (error) {
      return unprocessable(await this.drawNew(own, brokenRule(form, error)));
    }
  }

  /** @throws NotFound where the reader may not change it, or nobody may any more */
  drawEdit<Row extends FormRow, New, Change>(
    own: KindForm<Row, New, Change>,
    id: string,
    form?: FormState,
  ): Promise<string> {
    const kind = this.kinds.of(own.kind);
    return this.db.read(async () => {
      const row = await own.row(id);
      allow(
        kind.mayRevise(Current.actor, { id, bodyId: row.body_id, state: row.state, responsibleId: row.responsible_id }),
      );
      return page(await own.draw({ kind, row, form }), {
        title: localized(row.title),
        activity: await this.frame.of(id, 'edit', { ownPrimary: true }),
      });
    });
  }

  async revise<Row extends FormRow, New, Change>(
    own: KindForm<Row, New, Change>,
    id: string,
    body: unknown,
  ): Promise<SeeOther | Unprocessable> {
    const form = readForm(inOrder(own.edit), body);
    if (!form.ok) return unprocessable(await this.drawEdit(own, id, form));
    const { version, ...change } = form.data;
    const { path, words } = this.kinds.of(own.kind);
    try {
      await own.revise(id, change, version);
      flash(words('saved'));
      return seeOther(`/${Current.institution.slug}/${path}/${id}`);
    } catch (error) {
      const drawn = await this.drawEdit(own, id, brokenRule(form, error));
      return unprocessable(drawn, error instanceof DomainError ? error.status : 422);
    }
  }
}
