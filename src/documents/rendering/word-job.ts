import type { ComposedPaper } from '../layout/compose.js';
import type { DocumentLanguage, PaperFrame } from './document-data.js';
import type { Labels } from './labels.js';
import type { Places } from '../layout/places.js';
import type { ReportData } from './report-data.js';
import type { TemplateFault } from './word-template-tags.js';

interface Spoken {
  language: DocumentLanguage;
  labels: Labels;
}

/** What the process for Word is asked for. All data is clean. */
export type WordJob =
  | ({ kind: 'paper'; paper: ComposedPaper; frame: PaperFrame } & Spoken)
  | ({ kind: 'report'; report: ReportData } & Spoken)
  | { kind: 'check'; template: Uint8Array; places: Places; sample: object }
  | { kind: 'fill'; template: Uint8Array; fields: object; createdAt: string };

interface Made {
  paper: Uint8Array;
  report: Uint8Array;
  /** Nothing where the template may be taken. */
  check: TemplateFault[];
  fill: Uint8Array;
}

export type WordMade<Kind extends WordJob['kind'] = WordJob['kind']> = Made[Kind];
