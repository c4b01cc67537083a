import type { DocumentStatus } from './document-data.js';
import type { Labels } from './labels.js';

/** “Draft”, or “Edition 3 · 20 November 2026”. */
export function statusWords(status: DocumentStatus, labels: Labels): string {
  if (status.kind === 'draft') return [labels['draft'], ...(status.savedOn ? [status.savedOn] : [])].join(' · ');
  if (status.kind === 'asOf') return labels['asOf']?.replace('{day}', status.day) ?? status.day;
  return `${labels['edition']?.replace('{n}', String(status.number))} · ${status.releasedOn}`;
}
