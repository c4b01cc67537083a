import { z } from 'zod';
import { MEMBERSHIP_STATES } from '../membership.states.js';
import { NewPersonBody } from '../people.forms.js';
import type { PopoloRecord } from './popolo-lists.js';

// What Popolo has no word for goes under names of our own; where such a thing is not as ours is, it stays with the rest.
const texts = z.record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.string().max(200));
const PersonExtension = z.object({
  nameOrder: NewPersonBody.shape.nameOrder,
  sortAs: NewPersonBody.shape.sortAs,
  pronunciation: NewPersonBody.shape.pronunciation,
  addressForms: NewPersonBody.shape.addressForms,
  languageLevels: NewPersonBody.shape.languageLevels,
});
const OrganisationExtension = z.object({ abbreviation: z.string().max(40), isExclusive: z.boolean() });
const PostExtension = z.object({ addressForms: texts, singleHolder: z.boolean(), maySign: z.boolean() });
const MembershipExtension = z.object({ appointedBy: z.string().max(200), state: z.enum(MEMBERSHIP_STATES) });

export const personExtension = (record: PopoloRecord): object =>
  extension(PersonExtension, record, {
    nameOrder: 'name_order',
    sortAs: 'sort_name',
    pronunciation: 'pronunciation',
    addressForms: 'address_forms',
    languageLevels: 'language_levels',
  });

export const organisationExtension = (record: PopoloRecord): object =>
  extension(OrganisationExtension, record, { abbreviation: 'abbreviation', isExclusive: 'is_exclusive' });

export const postExtension = (record: PopoloRecord): object =>
  extension(PostExtension, record, {
    addressForms: 'address_forms',
    singleHolder: 'single_holder',
    maySign: 'may_sign',
  });

export const membershipExtension = (record: PopoloRecord): object =>
  extension(MembershipExtension, record, { appointedBy: 'appointed_by', state: 'state' });

/** The facts that the record says under these names, each as far as it is one. */
function extension<S extends z.ZodObject>(schema: S, record: PopoloRecord, names: Record<string, string>): object {
  return Object.fromEntries(
    Object.entries(names).flatMap(([fact, name]) => {
      const value = record[name];
      const read =
        value === undefined || value === null ? undefined : (schema.shape[fact] as z.ZodType).safeParse(value);
      return read?.success ? [[fact, read.data] as const] : [];
    }),
  );
}
