import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Answers } from '../platform/api/answers.js';
import { NotFound } from '../platform/errors.js';
import { Can } from '../platform/permissions/can.js';
import { CountryBody } from './countries.forms.js';
import { CountriesService } from './countries.service.js';
import { CountryPagesQueries } from './country-pages.queries.js';

const Texts = z.record(z.string(), z.string());
const Country = z.object({
  code: z.string(),
  name: z.string(),
  officialName: Texts,
  adjective: Texts,
  capital: Texts,
  languages: z.array(z.string()),
  zones: z.array(z.string()),
  nationalDays: z.array(z.object({ on: z.string(), name: Texts })),
});
const Countries = z.object({ items: z.array(z.object({ code: z.string(), name: z.string() })) });
const Holidays = z.object({ items: z.array(z.object({ day: z.iso.date(), name: Texts })) });
const HolidaysQuery = z.strictObject({ from: z.iso.date().optional() });

@Controller('api/v1/:institution/countries')
@Can('directory.read')
export class CountriesApi {
  constructor(
    private readonly countries: CountriesService,
    private readonly queries: CountryPagesQueries,
  ) {}

  @Get()
  @Answers(Countries)
  async list(): Promise<z.output<typeof Countries>> {
    return { items: (await this.countries.names()).list() };
  }

  @Get(':country')
  @Answers(Country)
  async one(@Param('country') code: string): Promise<z.output<typeof Country>> {
    return { code, name: await this.known(code), ...(await this.queries.facts(code)) };
  }

  /** Twelve months of public holidays from `from`, from today where none is named. */
  @Get(':country/holidays')
  @Answers(Holidays)
  async holidays(
    @Param('country') code: string,
    @Query({ schema: HolidaysQuery }) { from }: z.output<typeof HolidaysQuery>,
  ): Promise<z.output<typeof Holidays>> {
    await this.known(code);
    const first = from ? Temporal.PlainDate.from(from) : Temporal.Now.plainDateISO('UTC');
    const days = await this.queries.holidays(code, first);
    return { items: days.map(({ day, name }) => ({ day: day.toString(), name })) };
  }

  @Put(':country')
  @Can('directory.write')
  @Answers(Country)
  async describe(
    @Param('country') code: string,
    @Body({ schema: CountryBody }) body: z.output<typeof CountryBody>,
  ): Promise<z.output<typeof Country>> {
    await this.countries.describe(code, body);
    return this.one(code);
  }

  private async known(code: string): Promise<string> {
    const names = await this.countries.names();
    if (!names.has(code)) throw new NotFound();
    return names.of(code);
  }
}
