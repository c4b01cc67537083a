import { displayNames } from './intl.js';
import { intlTags } from './languages.js';
import { currentLanguage } from './translate.js';

let known: Map<string, string> | undefined;

/**
 * What a field for a zone suggests: every IANA zone, beside it the country whose clocks it keeps, in the reader's
 * language. Intl names the cities of zones in no language but that of the database itself.
 */
export function zoneChoices(language = currentLanguage()): { value: string; label: string }[] {
  const names = displayNames(intlTags[language], { type: 'region', fallback: 'code' });
  known ??= countriesOfZones();
  return Intl.supportedValuesOf('timeZone').map((value) => {
    const code = known?.get(value);
    return { value, label: (code && names.of(code)) ?? value };
  });
}

/** Country codes by zone; a code that was withdrawn (DD, SU) is led by Intl to its successor and left out. */
function countriesOfZones(): Map<string, string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = displayNames('en', { type: 'region', fallback: 'none' });
  const found = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const place = new Intl.Locale(`und-${code}`);
    if (place.region !== code || !names.of(code)) continue;
    for (const zone of place.getTimeZones() ?? []) found.set(zone, found.get(zone) ?? code);
  }
  return found;
}
