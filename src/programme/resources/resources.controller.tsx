import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { DomainError, NotFound } from '../../platform/errors.js';
import { seeOther, type SeeOther, type Unprocessable, unprocessable } from '../../platform/http/reply.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Can } from '../../platform/permissions/can.js';
import { PermissionsService } from '../../platform/permissions/permissions.service.js';
import { type FormState, readForm, withError } from '../../platform/web/forms.js';
import { page } from '../../platform/web/page.js';
import { flash } from '../../platform/web/visit.js';
import { BlockForm, DistanceForm, InterpreterForm, VehicleForm, VenueForm } from './resources.forms.js';
import { BlocksPage, DistancesPage } from './resource-times.pages.js';
import { InterpretersPage, type Kind, ResourceForm, VehiclesPage, VenuesPage } from './resources.pages.js';
import { BlocksService } from './blocks.service.js';
import { ResourcesQueries } from './resources.queries.js';
import { ResourcesService } from './resources.service.js';

type Reply = Promise<SeeOther | Unprocessable>;

/** What a programme takes: rooms, cars, interpreters, and how far the rooms are from one another. */
@Controller(':institution/resources')
@Can('resources.see')
export class ResourcesController {
  constructor(
    private readonly db: Db,
    private readonly service: ResourcesService,
    private readonly queries: ResourcesQueries,
    private readonly blocks: BlocksService,
    private readonly permissions: PermissionsService,
  ) {}

  @Get()
  async list(@Query('part') part?: string): Promise<string> {
    const mayKeep = this.permissions.holds(Current.actor, 'resources.keep');
    if (part === 'vehicles') return draw(<VehiclesPage rows={await this.queries.vehicles()} mayKeep={mayKeep} />);
    if (part === 'interpreters')
      return draw(<InterpretersPage rows={await this.queries.interpreters()} mayKeep={mayKeep} />);
    if (part === 'distances') return this.distances();
    if (part === 'blocks') return this.blocked();
    const venues = await this.queries.venues();
    const isHotels = part === 'hotels';
    return draw(
      <VenuesPage
        rows={venues.filter(({ kind }) => (kind === 'hotel') === isHotels)}
        mayKeep={mayKeep}
        part={isHotels ? 'hotels' : 'venues'}
      />,
    );
  }

  @Post('distances')
  @Can('resources.keep')
  async setDistance(@Body() body: unknown): Reply {
    const form = readForm(DistanceForm, body);
    const again = async (state: FormState) => unprocessable(await this.db.read(() => this.distances(state)));
    if (!form.ok) return again(form);
    try {
      await this.service.setDistance(form.data.from, form.data.to, form.data.minutes);
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return again(withError(form, error.field, t(error.key, error.params)));
    }
    flash('programme.resources.distance_saved');
    return seeOther(`/${Current.institution.slug}/resources?part=distances`);
  }

  @Post('blocks')
  @Can('resources.keep')
  async block(@Body() body: unknown): Reply {
    const form = readForm(BlockForm, body);
    const again = async (state: FormState) => unprocessable(await this.db.read(() => this.blocked(state)));
    if (!form.ok) return again(form);
    try {
      await this.blocks.add({ ...form.data, timeZone: form.data.timeZone ?? Current.institution.timeZone });
    } catch (error) {
      if (!(error instanceof DomainError) || !error.field) throw error;
      return again(withError(form, error.field, t(error.key, error.params)));
    }
    flash('programme.resources.block_done');
    return seeOther(`/${Current.institution.slug}/resources?part=blocks`);
  }

  @Post('blocks/:block/lifting')
  @Can('resources.keep')
  async lift(@Param('block') id: string): Reply {
    await this.blocks.lift(id);
    flash('programme.resources.block_lifted');
    return seeOther(`/${Current.institution.slug}/resources?part=blocks`);
  }

  @Get(':kind/new')
  @Can('resources.keep')
  async blank(@Param('kind') kind: string, @Query('kind') venueKind: unknown): Promise<string> {
    const values: FormState['values'] = kind === 'venues' && venueKind === 'hotel' ? { kind: 'hotel' } : {};
    return this.form(kindOf(kind), null, { values, errors: {} });
  }

  @Get(':kind/:id')
  @Can('resources.keep')
  async edit(@Param('kind') kind: string, @Param('id') id: string): Promise<string> {
    return this.form(kindOf(kind), id, { values: await this.valuesOf(kindOf(kind), id), errors: {} });
  }

  @Post(':kind')
  @Can('resources.keep')
  async add(@Param('kind') kind: string, @Body() body: unknown): Reply {
    return this.save(kindOf(kind), null, body);
  }

  @Post(':kind/:id')
  @Can('resources.keep')
  async change(@Param('kind') kind: string, @Param('id') id: string, @Body() body: unknown): Reply {
    return this.save(kindOf(kind), id, body);
  }

  private async save(kind: Kind, id: string | null, body: unknown): Reply {
    const form =
      kind === 'venues'
        ? readForm(VenueForm, body)
        : kind === 'vehicles'
          ? readForm(VehicleForm, body)
          : readForm(InterpreterForm, body);
    const again = async (state: FormState, status = 422) =>
      unprocessable(await this.db.read(() => this.form(kind, id, state)), status);
    if (!form.ok) return again(form);
    const { version, ...input } = form.data;
    try {
      if ('name' in input) await (id ? this.service.changeVenue(id, input, version) : this.service.addVenue(input));
      else if ('label' in input)
        await (id ? this.service.changeVehicle(id, input, version) : this.service.addVehicle(input));
      else await (id ? this.service.changeInterpreter(id, input, version) : this.service.addInterpreter(input));
    } catch (error) {
      if (!(error instanceof DomainError) || error.status === 404) throw error;
      const state = withError(form, error.field ?? '', t(error.key, error.params));
      return again(state, error.status);
    }
    flash('programme.resources.saved');
    return seeOther(`/${Current.institution.slug}/resources?part=${kind}`);
  }

  private async form(kind: Kind, id: string | null, form: FormState): Promise<string> {
    const people = kind === 'interpreters' ? await this.queries.people() : [];
    return draw(<ResourceForm kind={kind} id={id} form={form} people={people} />);
  }

  private async distances(form?: FormState): Promise<string> {
    const mayKeep = this.permissions.holds(Current.actor, 'resources.keep');
    return draw(
      <DistancesPage
        rows={await this.queries.distances()}
        venues={await this.queries.venues()}
        mayKeep={mayKeep}
        form={form}
      />,
    );
  }

  private async blocked(form?: FormState): Promise<string> {
    const mayKeep = this.permissions.holds(Current.actor, 'resources.keep');
    const of = (kind: string, label: string, rows: { id: string; name: string }[]) =>
      rows.map(({ id, name }) => ({ value: `${kind}:${id}`, label: `${label}: ${name}` }));
    const venues = (await this.queries.venues()).map(({ id, name }) => ({ id, name: localized(name) }));
    const cars = (await this.queries.vehicles()).map(({ id, label }) => ({ id, name: label }));
    const people = mayKeep ? await this.queries.people() : [];
    const today = Temporal.Now.plainDateISO(Current.institution.timeZone);
    return draw(
      <BlocksPage
        rows={await this.blocks.from(today)}
        mayKeep={mayKeep}
        form={form}
        resources={[
          ...of('venue', t('programme.resources.venue'), venues),
          ...of('vehicle', t('programme.resources.label'), cars),
          ...of('interpreter', t('programme.resources.interpreter'), await this.queries.interpreters()),
          ...of('person', t('programme.resources.person'), people),
        ]}
      />,
    );
  }

  private async valuesOf(kind: Kind, id: string): Promise<FormState['values']> {
    if (kind === 'venues') {
      const row = found((await this.queries.venues()).find((one) => one.id === id));
      const names = Object.fromEntries(Object.entries(row.name).map(([tag, name]) => [`name.${tag}`, name]));
      return texts({
        ...names,
        address: row.address,
        city: row.city,
        capacity: row.capacity,
        timeZone: row.time_zone,
        kind: row.kind,
        rooms: row.rooms,
        phone: row.phone,
        note: row.note,
        latitude: row.latitude,
        longitude: row.longitude,
        layouts: row.layouts.map(({ name, places }) => `${name} ${places}`).join('\n'),
        ...Object.fromEntries(Object.entries(row.hours ?? {}).map(([day, span]) => [`hours.${day}`, span.join('–')])),
        version: row.version,
      });
    }
    if (kind === 'vehicles') {
      const row = found((await this.queries.vehicles()).find((one) => one.id === id));
      const { label, plate, seats, version } = row;
      return texts({ label, plate, seats, driverName: row.driver_name, driverPhone: row.driver_phone, version });
    }
    const row = found((await this.queries.interpreters()).find((one) => one.id === id));
    const { pairs, version } = row;
    const modes = { modes: row.modes as string[] };
    return {
      ...modes,
      ...texts({
        personId: row.person_id,
        pairs: pairs.join(' '),
        longestShiftMinutes: row.longest_shift_minutes,
        restMinutes: row.rest_minutes,
        version,
      }),
    };
  }
}

const draw = (node: Parameters<typeof page>[0]) =>
  page(node, { title: t('programme.resources.menu'), section: 'resources' });

function kindOf(kind: string): Kind {
  if (kind !== 'venues' && kind !== 'vehicles' && kind !== 'interpreters') throw new NotFound();
  return kind;
}

function found<T>(row: T | undefined): T {
  if (!row) throw new NotFound();
  return row;
}

const texts = (values: Record<string, string | number | null>) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, String(value)]),
  );
