import { DomainError } from '../platform/errors.js';
import { isSlug } from '../platform/tenancy/slugs.js';

export class WrongSlug extends DomainError {
  constructor() {
    super('institution.error.slug', {}, { field: 'slug' });
  }
}

/** The first segment of every address. @throws WrongSlug */
export function checkSlug(slug: string): void {
  if (!isSlug(slug)) throw new WrongSlug();
}
