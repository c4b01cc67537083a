import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { type KindForm, KindPages } from '../activities/kinds/kind-pages.service.js';
import { CountriesService } from '../directory/countries.service.js';
import type { Download, SeeOther, Unprocessable } from '../platform/http/reply.js';
import { Can } from '../platform/permissions/can.js';
import { MissionFormPage } from './mission-form.pages.js';
import { MissionEdit, type MissionEdited, MissionForm, type MissionInput } from './missions.forms.js';
import { type MissionRow, MissionsQueries } from './missions.queries.js';
import { MissionsService } from './missions.service.js';

@Controller(':institution/missions')
@Can('activities.see')
export class MissionsController {
  constructor(
    private readonly pages: KindPages,
    private readonly missions: MissionsService,
    private readonly queries: MissionsQueries,
    private readonly activities: ActivitiesQueries,
    private readonly countries: CountriesService,
  ) {}

  @Get()
  list(@Query() query: unknown): Promise<string> {
    return this.pages.list('mission', query);
  }

  @Get('export/:format')
  file(@Param('format') format: string, @Query() query: unknown): Promise<Download> {
    return this.pages.file('mission', format, query);
  }

  @Get('new')
  @Can('missions.propose')
  form(@Query() query: unknown): Promise<string> {
    return this.pages.drawEmpty(this.own, query);
  }

  @Post()
  @Can('missions.propose')
  propose(@Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.pages.propose(this.own, body);
  }

  @Get(':id')
  open(@Param('id') id: string): Promise<SeeOther> {
    return this.pages.open('mission', id);
  }

  @Get(':id/edit')
  edit(@Param('id') id: string): Promise<string> {
    return this.pages.drawEdit(this.own, id);
  }

  @Post(':id')
  revise(@Param('id') id: string, @Body() body: unknown): Promise<SeeOther | Unprocessable> {
    return this.pages.revise(this.own, id, body);
  }

  private readonly own: KindForm<MissionRow, MissionInput, MissionEdited> = {
    kind: 'mission',
    draft: MissionForm,
    edit: MissionEdit,
    row: (id) => this.queries.one(id),
    draw: async (props) => (
      <MissionFormPage
        {...props}
        partners={await this.activities.partners(props.row?.partner_id)}
        countries={await this.countries.names()}
      />
    ),
    propose: (input) => this.missions.propose(input),
    revise: (id, change, version) => this.missions.revise(id, change, version),
  };
}
