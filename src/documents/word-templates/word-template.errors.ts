import { DomainError } from '../../platform/errors.js';
import type { TemplateFault } from '../rendering/word-template.js';

/** A Word file that cannot be the template of this paper, with everything that is wrong with it. */
export class WordTemplateRefused extends DomainError {
  constructor(readonly faults: readonly TemplateFault[]) {
    super('documents.word_template.refused', { count: faults.length }, { field: 'file' });
  }
}
