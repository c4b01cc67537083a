import { localized, t } from '../platform/i18n/translate.js';
import type { SheetColumn } from '../platform/exports/sheets.js';
import { Current } from '../platform/current.js';
import type { CountryNames } from './country-names.js';
import type { OrganisationRow } from './organisations.queries.js';
import type { PersonRow } from './people.queries.js';

/** The list of people as a file; its headings are those that the import understands. */
export function peopleColumns(names: CountryNames): SheetColumn<PersonRow>[] {
  return [
    { label: t('directory.field.honorific'), value: (row) => row.honorific, width: 12 },
    { label: t('directory.field.given-name'), value: (row) => row.given_name },
    { label: t('directory.field.family-name'), value: (row) => row.family_name },
    { label: t('directory.field.native-name'), value: (row) => row.native_name, width: 28 },
    { label: t('directory.field.native-language'), value: (row) => row.native_language, width: 10 },
    { label: t('directory.field.country'), value: (row) => row.country && names.of(row.country) },
    { label: t('directory.field.post'), value: (row) => localized(row.post), width: 32 },
    { label: t('directory.field.organisation'), value: (row) => localized(row.organisation), width: 32 },
    { label: t('directory.field.email'), value: (row) => row.email, width: 30 },
    { label: t('directory.field.phone'), value: (row) => row.phone },
    { label: t('directory.import.our_id'), value: (row) => row.id, width: 38 },
  ];
}

export function organisationColumns(names: CountryNames): SheetColumn<OrganisationRow>[] {
  return [
    ...Current.institution.locales.map((tag) => ({
      label: `${t('directory.partners.name')} (${tag})`,
      value: (row: OrganisationRow) => row.name[tag],
      width: 36,
    })),
    {
      label: t('directory.field.classification'),
      value: (row) => t(`directory.classification.${row.classification}`),
    },
    { label: t('directory.field.country'), value: (row) => row.country && names.of(row.country) },
    { label: t('directory.field.city'), value: (row) => row.city },
    { label: t('directory.field.address'), value: (row) => row.address, width: 32 },
    { label: t('directory.field.parent'), value: (row) => localized(row.parent), width: 32 },
    { label: t('directory.partners.people'), value: (row) => row.people, width: 10 },
    { label: t('directory.import.our_id'), value: (row) => row.id, width: 38 },
  ];
}
