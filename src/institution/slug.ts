import { DomainError } from '../platform/errors.js';
import { RESERVED_SLUGS } from '../platform/tenancy/institutions.js';

export class WrongSlug extends DomainError {
  constructor() {
    super('institution.error.slug', {}, { field: 'slug' });
  }
}

/** The first segment of every address. @throws WrongSlug */
export function checkSlug(slug: string): void {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(slug) || RESERVED_SLUGS.has(slug)) throw new WrongSlug();
}
