import { Injectable } from '@nestjs/common';
import { CountriesService } from '../../directory/countries.service.js';
import { OrganisationsFinder } from '../../directory/imports/organisations-finder.service.js';
import type { Organisation } from '../../directory/organisation.entity.js';
import { interfaceLanguages } from '../../platform/i18n/languages.js';
import { alike } from '../../platform/imports/cells.js';

export interface PartnerSaid {
  /** A column of its own: what stands there must be a partner. */
  partner?: string | undefined;
  /** A title, which may or may not name one. */
  title?: string | undefined;
}

/** Finds the partner of a visit in what a file says: an organisation, or a country that stands for its parliament. */
@Injectable()
export class VisitPartners {
  constructor(
    private readonly organisations: OrganisationsFinder,
    private readonly countries: CountriesService,
  ) {}

  /** Three statements. @returns `several` and `unknown` only for a column of its own */
  async over(
    rows: readonly PartnerSaid[],
  ): Promise<(said: PartnerSaid) => Organisation | 'several' | 'unknown' | null> {
    const index = await this.organisations.index(rows.flatMap(({ partner }) => partner ?? []));
    const names = await this.countries.names();
    const codes = new Map(
      interfaceLanguages.flatMap((tag) => names.list(tag).map(({ code, name }) => [alike(name), code] as const)),
    );
    const all = index.all();
    const parliaments = Map.groupBy(
      all.filter(({ classification }) => classification === 'parliament'),
      ({ country }) => country,
    );
    const named = all.flatMap((one) => Object.values(one.name).map((name) => [` ${alike(name)} `, one] as const));
    const within = new Map<string, Organisation | null>();

    const ofCountry = (code: string | undefined) => {
      const found = parliaments.get(code ?? '') ?? [];
      return found.length === 1 ? found[0]! : null;
    };
    const inside = (text: string): Organisation | null => {
      const words = ` ${alike(text)} `;
      if (!within.has(words)) {
        // The longest name that stands there: the Senate of a country before the country.
        const [best] = named.filter(([name]) => words.includes(name)).toSorted(([a], [b]) => b.length - a.length);
        const country = [...codes].filter(([name]) => words.includes(` ${name} `)).toSorted(([a], [b]) => b.length - a.length)[0]; // prettier-ignore
        within.set(words, best?.[1] ?? ofCountry(country?.[1]));
      }
      return within.get(words) ?? null;
    };
    return ({ partner, title }) => {
      if (partner === undefined || partner === title) return title === undefined ? null : inside(title);
      const meant = index.meant(partner);
      if (meant) return meant;
      const code = /^[A-Z]{2}$/.test(partner) ? partner : codes.get(alike(partner));
      return ofCountry(code) ?? inside(partner) ?? 'unknown';
    };
  }
}
