import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError } from '../../platform/errors.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { day } from '../../platform/web/form-values.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { BlocksService } from '../resources/blocks.service.js';
import { MinePage } from './mine.pages.js';
import { MineService } from './mine.service.js';
import { ProgrammeQueries } from '../programme.queries.js';
import { SubstitutesQueries } from '../conflicts/substitutes.queries.js';

const AbsenceForm = z.strictObject({ from: day, until: day, label: z.string().max(200).default('') });
const ReplacementForm = z.strictObject({
  substituteId: z
    .uuid()
    .nullish()
    .transform((id) => id ?? null),
  note: z.string().max(500).default(''),
});

/** The delegate's own page: nothing here takes the id of another person. */
@Controller(':institution/my-programme')
@Can('signed-in')
export class MineController {
  constructor(
    private readonly db: Db,
    private readonly mine: MineService,
    private readonly blocks: BlocksService,
    private readonly programme: ProgrammeQueries,
    private readonly substitutes: SubstitutesQueries,
  ) {}

  @Get()
  show(): Promise<string> {
    return this.draw();
  }

  @Post('lines/:item/acceptance')
  async accept(@Param('institution') slug: string, @Param('item') itemId: string): Promise<SeeOther> {
    await this.mine.accept(itemId);
    flash('programme.mine.accepted');
    return seeOther(`/${slug}/my-programme`);
  }

  @Post('lines/:item/replacement')
  async ask(
    @Param('institution') slug: string,
    @Param('item') itemId: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    const form = readForm(ReplacementForm, body);
    try {
      await this.mine.askReplacement(itemId, form.data?.substituteId ?? null, form.data?.note ?? '');
      flash('programme.mine.asked');
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      flash(error.key, error.params, { kind: 'warning' });
    }
    return seeOther(`/${slug}/my-programme`);
  }

  @Post('absences')
  async away(@Param('institution') slug: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    const form = readForm(AbsenceForm, body);
    const again = async (state: FormState) => unprocessable(await this.db.read(() => this.draw(state)));
    if (!form.ok) return again(form);
    const { personId } = Current.actor;
    try {
      await this.blocks.add({
        resourceKind: 'person',
        resourceId: personId ?? '00000000-0000-0000-0000-000000000000',
        kind: 'absence',
        label: form.data.label,
        start: form.data.from.toPlainDateTime(),
        end: form.data.until.add({ days: 1 }).toPlainDateTime(),
        timeZone: Current.institution.timeZone,
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      return again(withError(form, 'until', t(error.key, error.params)));
    }
    flash('programme.mine.absence_noted');
    return seeOther(`/${slug}/my-programme`);
  }

  @Post('absences/:absence/end')
  async back(@Param('institution') slug: string, @Param('absence') id: string): Promise<SeeOther> {
    await this.blocks.lift(id);
    return seeOther(`/${slug}/my-programme`);
  }

  private async draw(form?: FormState): Promise<string> {
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    const { personId } = Current.actor;
    const lines = await this.mine.lines(today);
    const next = lines.filter(({ interprets, cancelled, answer }) => !interprets && !cancelled && answer !== 'replace');
    // Who may stand in is asked for the nearest lines only; the others say it when they come near.
    const entitled = new Map<string, { id: string; name: string }[]>();
    for (const { id } of next.slice(0, 8)) {
      const row = await this.programme.item(id);
      if (row && personId) entitled.set(id, await this.substitutes.of(row, personId));
    }
    const absences = personId ? (await this.blocks.from(today, personId)).filter(({ kind }) => kind === 'absence') : [];
    return page(
      <MinePage lines={lines} entitled={entitled} absences={absences} hasPerson={personId !== null} form={form} />,
      { title: t('programme.mine.title'), section: 'my-programme' },
    );
  }
}
