import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { type KindForm, KindPages } from '../activities/kinds/kind-pages.service.js';
import { CountriesService } from '../directory/countries.service.js';
import { Current } from '../platform/current.js';
import type { Download, SeeOther, Unprocessable } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { ReceptionEdit, type ReceptionEdited, ReceptionForm, type ReceptionInput } from './receptions.forms.js';
import { ReceptionFormPage } from './receptions.pages.js';
import { type ReceptionRow, ReceptionsQueries } from './receptions.queries.js';
import { ReceptionsService } from './receptions.service.js';

@Controller(':institution/receptions')
@Can('activities.see')
export class ReceptionsController {
  constructor(
    private readonly pages: KindPages,
    private readonly receptions: ReceptionsService,
    private readonly queries: ReceptionsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly countries: CountriesService,
  ) {}

  @Get()
  list(@Query() query: unknown): Promise<string> {
    return this.pages.list('reception', query);
  }

  @Get('export/:format')
  file(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    return this.pages.file('reception', format, query);
  }

  @Get('new')
  @Can('receptions.propose')
  form(@Query() query: unknown): Promise<string> {
    return this.pages.drawEmpty(this.own, query);
  }

  @Post()
  @Can('receptions.propose')
  propose(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.pages.propose(this.own, body);
  }

  @Get(':id')
  open(@Param('id') id: string): Promise<SeeOther> {
    return this.pages.open('reception', id);
  }

  @Get(':id/edit')
  edit(@Param('id') id: string): Promise<string> {
    return this.pages.drawEdit(this.own, id);
  }

  @Post(':id')
  revise(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.pages.revise(this.own, id, body);
  }

  private readonly own: KindForm<ReceptionRow, ReceptionInput, ReceptionEdited> = {
    kind: 'reception',
    draft: ReceptionForm,
    edit: ReceptionEdit,
    row: (id) => this.queries.one(id),
    draw: async (props) => (
      <ReceptionFormPage
        {...props}
        partners={await this.activities.partners(props.row?.partner_id)}
        countries={await this.countries.names()}
        zoneOfNew={Current.institution.timeZone}
      />
    ),
    propose: (input) => this.receptions.propose(input),
    // An emptied field of the form is a field without content, not one left alone.
    revise: (id, change, version) =>
      this.receptions.revise(id, { partnerTimeZone: null, basis: '', purpose: '', topics: [], ...change }, version),
  };
}
