import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { ChangedMeanwhile, DomainError } from '../platform/errors.js';
import { Db } from '../platform/database/db.service.js';
import { t } from '../platform/i18n/translate.js';
import { Can } from '../platform/permissions/can.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../platform/http/reply.js';
import { type FormState, readForm, withError } from '../platform/web/forms.js';
import { flash } from '../platform/web/visit.js';
import { ItemEditsService } from './item-edits.service.js';
import { mergeEdits, type Values, valuesOf } from './item-values.rules.js';
import { ExecutionForm, ItemPageForm, MoveForm, ReasonForm, RoomForm, SwapForm } from './programme.forms.js';
import { MineService } from './mine/mine.service.js';
import { ProgrammeService } from './programme.service.js';
import { type ChosenPart, ProgrammeView } from './programme.view.js';
import { WaysOutService } from './conflicts/ways-out.service.js';

type Reply = Promise<SeeOther | Unprocessable>;

/** What can be done with a line: placed, changed, moved, cancelled, kept, carried out. */
@Controller(':institution/activities/:activity/programme/items')
@Can('programme.edit')
export class ProgrammeItemsController {
  constructor(
    private readonly db: Db,
    private readonly service: ProgrammeService,
    private readonly edits: ItemEditsService,
    private readonly ways: WaysOutService,
    private readonly mine: MineService,
    private readonly view: ProgrammeView,
  ) {}

  @Post()
  async place(@Param('activity') activityId: string, @Body() body: unknown): Reply {
    const form = readForm(ItemPageForm, body);
    if (!form.ok) return this.again(activityId, { fresh: {}, form });
    return this.orAgain(activityId, { fresh: {}, form }, async () => {
      const { item } = await this.service.place(activityId, form.data.input);
      flash('programme.done.placed');
      return this.toLine(activityId, item.id);
    });
  }

  @Post(':item')
  async change(@Param('activity') activityId: string, @Param('item') itemId: string, @Body() body: unknown): Reply {
    const form = readForm(ItemPageForm, body);
    if (!form.ok) return this.again(activityId, { line: itemId, form });
    try {
      return await this.orAgain(activityId, { line: itemId, form }, async () => {
        await this.view.row(activityId, itemId);
        await this.edits.change(itemId, form.data.input, form.data.version);
        this.sayEdited(activityId, itemId);
        return this.toLine(activityId, itemId);
      });
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      return this.bothEdited(activityId, itemId, form);
    }
  }

  /** Takes the last edit of a line back. */
  @Post(':item/earlier')
  async takeBack(@Param('activity') activityId: string, @Param('item') itemId: string): Reply {
    return this.orAgain(activityId, { line: itemId }, async () => {
      await this.view.row(activityId, itemId);
      await this.edits.takeBack(itemId);
      flash('programme.done.taken_back', {}, this.back(activityId, itemId));
      return this.toLine(activityId, itemId);
    });
  }

  @Post(':item/moves')
  async move(
    @Param('activity') activityId: string,
    @Param('item') itemId: string,
    @Body() body: object,
    @Query() query: object,
  ): Reply {
    const form = readForm(MoveForm, { ...query, ...body });
    if (!form.ok) return this.again(activityId, { line: itemId, form: await this.inForm(activityId, itemId, form) });
    return this.orAgain(activityId, { line: itemId, form: await this.inForm(activityId, itemId, form) }, async () => {
      const { start, end, followers, version, back: page } = form.data;
      const before = await this.view.row(activityId, itemId);
      if (followers) await this.service.moveWithFollowers(itemId, start, version);
      else await this.edits.move(itemId, start, end, version);
      const undo = `${this.view.base(activityId)}/items/${itemId}/moves?start=${before.starts_at_local.toString({ smallestUnit: 'minute' })}${page ? `&back=${page}` : ''}`;
      const back = end ? `${undo}&end=${before.ends_at_local.toString({ smallestUnit: 'minute' })}` : undo;
      flash('programme.done.moved', {}, { kind: 'undo', undo: followers ? `${undo}&followers=on` : back });
      if (page) return seeOther(`/${Current.institution.slug}/calendar?week=${start.toPlainDate()}`);
      return this.toLine(activityId, itemId);
    });
  }

  @Post(':item/cancellation')
  async cancel(@Param('activity') activityId: string, @Param('item') itemId: string): Reply {
    await this.view.row(activityId, itemId);
    await this.service.cancel(itemId);
    flash(
      'programme.done.cancelled',
      {},
      { kind: 'undo', undo: `${this.view.base(activityId)}/items/${itemId}/restoration` },
    );
    return this.toLine(activityId, itemId);
  }

  @Post(':item/restoration')
  async restore(@Param('activity') activityId: string, @Param('item') itemId: string): Reply {
    return this.orAgain(activityId, { line: itemId }, async () => {
      await this.view.row(activityId, itemId);
      await this.service.restore(itemId);
      flash('programme.done.restored');
      return this.toLine(activityId, itemId);
    });
  }

  @Post(':item/kept-conflict')
  async keep(@Param('activity') activityId: string, @Param('item') itemId: string, @Body() body: unknown): Reply {
    const form = readForm(ReasonForm, body);
    return this.orAgain(activityId, { line: itemId }, async () => {
      await this.view.row(activityId, itemId);
      await this.service.keep(itemId, form.data?.keptReason ?? '');
      flash('programme.done.kept');
      return this.toLine(activityId, itemId);
    });
  }

  @Post(':item/interpreters')
  async swap(@Param('activity') activityId: string, @Param('item') itemId: string, @Body() body: unknown): Reply {
    const form = readForm(SwapForm, body);
    if (!form.ok) return this.again(activityId, { line: itemId });
    return this.orAgain(activityId, { line: itemId }, async () => {
      await this.view.row(activityId, itemId);
      await this.ways.swapInterpreter(itemId, form.data.from, form.data.to, form.data.version);
      this.sayEdited(activityId, itemId);
      return this.toLine(activityId, itemId);
    });
  }

  /** Somebody else takes a participant's place. */
  @Post(':item/participants')
  async replace(@Param('activity') activityId: string, @Param('item') itemId: string, @Body() body: unknown): Reply {
    const form = readForm(SwapForm, body);
    if (!form.ok) return this.again(activityId, { line: itemId });
    return this.orAgain(activityId, { line: itemId }, async () => {
      await this.view.row(activityId, itemId);
      await this.mine.replace(itemId, form.data.from, form.data.to);
      this.sayEdited(activityId, itemId);
      return this.toLine(activityId, itemId);
    });
  }

  @Post(':item/venue')
  async changeRoom(@Param('activity') activityId: string, @Param('item') itemId: string, @Body() body: unknown): Reply {
    const form = readForm(RoomForm, body);
    if (!form.ok) return this.again(activityId, { line: itemId });
    return this.orAgain(activityId, { line: itemId }, async () => {
      await this.view.row(activityId, itemId);
      await this.ways.changeRoom(itemId, form.data.to, form.data.version);
      this.sayEdited(activityId, itemId);
      return this.toLine(activityId, itemId);
    });
  }

  @Post(':item/execution')
  async carryOut(@Param('activity') activityId: string, @Param('item') itemId: string, @Body() body: unknown): Reply {
    const form = readForm(ExecutionForm, body);
    if (!form.ok) return this.again(activityId, { line: itemId });
    await this.view.row(activityId, itemId);
    await this.service.carryOut(itemId, form.data.execution, form.data.note);
    flash('programme.done.saved');
    return this.toLine(activityId, itemId);
  }

  /** The second to save sees what the first changed; his own words stay, and saving again is possible. */
  private async bothEdited(activityId: string, itemId: string, form: FormState): Reply {
    return this.db.read(async () => {
      const row = await this.view.lineOf(activityId, itemId);
      const { version: _, seen, ...typed } = form.values;
      const { values, met } = mergeEdits(seenValues(seen) ?? valuesOf(row), valuesOf(row), typed);
      const error = t('platform.error.changed_meanwhile');
      const html = await this.view.draw(activityId, {
        line: itemId,
        met,
        form: withError({ values, errors: {} }, '', error),
      });
      return unprocessable(html, 409);
    });
  }

  /** A refused move shows the line's own form with the asked time in it. */
  private async inForm(activityId: string, itemId: string, form: FormState): Promise<FormState> {
    return this.db.read(async () => {
      const row = await this.view.lineOf(activityId, itemId);
      return {
        values: { ...valuesOf(row), ...(form.values['from'] ? { from: form.values['from'] } : {}) },
        errors: form.errors,
      };
    });
  }

  private async orAgain(activityId: string, part: ChosenPart, work: () => Promise<SeeOther>): Reply {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404 || (error instanceof ChangedMeanwhile && part.form))
        throw error;
      const sentence = t(error.key, error.params);
      const form = withError(part.form ?? { values: {}, errors: {} }, error.field ?? '', sentence);
      return this.again(
        activityId,
        { ...part, form: error.field ? withError(form, '', sentence) : form },
        error.status,
      );
    }
  }

  private async again(activityId: string, part: ChosenPart, status = 422): Promise<Unprocessable> {
    return unprocessable(await this.db.read(() => this.view.draw(activityId, part)), status);
  }

  private sayEdited(activityId: string, itemId: string): void {
    flash('programme.done.saved', {}, this.back(activityId, itemId));
  }

  private back(activityId: string, itemId: string) {
    return { kind: 'undo' as const, undo: `${this.view.base(activityId)}/items/${itemId}/earlier` };
  }

  private toLine(activityId: string, itemId: string): SeeOther {
    return seeOther(`${this.view.base(activityId)}?line=${itemId}`);
  }
}

function seenValues(text: string | string[] | undefined): Values | null {
  try {
    const read: unknown = JSON.parse(String(text ?? ''));
    if (!read || typeof read !== 'object') return null;
    const isValue = (value: unknown) =>
      typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'));
    return Object.fromEntries(Object.entries(read).filter(([, value]) => isValue(value))) as Values;
  } catch {
    return null;
  }
}
