import { DomainError } from '../../platform/errors.js';

export type TemplateField = 'html' | 'text';

/** What a template may not hold, and where: `what` is as it stands there. */
export class TemplateRefused extends DomainError {
  constructor(reason: string, field: TemplateField, what = '', at: { line: number; column: number } | null = null) {
    const place = { line: at?.line ?? 0, column: at?.column ?? 0 };
    super(`invitations.templates.error.${reason}`, { what, ...place }, { field });
  }
}
