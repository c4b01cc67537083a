import { Current } from '../../platform/current.js';

/** Where the text of a letter in one language is written. */
export function letterTextPath(activityId: string, kind: string, language: string): string {
  return `/${Current.institution.slug}/activities/${activityId}/documents/papers/${kind}/text/${language}`;
}
