import { directionOf } from '../../i18n/languages.js';
import { formatCountry } from '../../i18n/format.js';
import { chosenText } from '../../i18n/translate.js';
import type { LocalizedText } from '../../current.js';
import { flagUrl } from '../assets.js';

// ISO 3166-1 leaves these to its users, so nobody has drawn them; Kosovo's code is in common use.
const undrawn = /^(aa|q[m-z]|x[a-jl-z]|zz)$/i;

export function hasFlag(country: string | null | undefined): country is string {
  return !!country && /^[a-z]{2}(-[a-z]{2,3})?$/i.test(country) && !undrawn.test(country);
}

/** A country's flag; `named` where no words beside it say the country. */
export function Flag({ country, named }: { country: string | null | undefined; named?: boolean }) {
  if (!hasFlag(country)) return null;
  return (
    <img
      class="flag"
      src={flagUrl(country)}
      alt={named ? formatCountry(country.toUpperCase()) : ''}
      width={16}
      height={12}
      loading="lazy"
    />
  );
}

export interface PersonNameProps {
  /** As it is written in the reader's script, with honorific where wanted. */
  name: string;
  /** The name in its own script and its BCP 47 tag: `Адэля Марэнка`, `be`. */
  native?: { text: string; lang: string } | null | undefined;
  href?: string;
}

/** A name, with its native form beside it in its own script and direction. */
export function PersonName({ name, native, href }: PersonNameProps) {
  const latin = <bdi>{name}</bdi>;
  return (
    <span class="person">
      <span class="strong">{href ? <a href={href}>{latin}</a> : latin}</span>
      {native && native.text !== name && (
        <>
          {' '}
          <span lang={native.lang} dir={directionOf(native.lang)} class="mute">
            {native.text}
          </span>
        </>
      )}
    </span>
  );
}

/** Text stored in several languages, marked with the language it was found in. */
export function Text({ of, locale }: { of: LocalizedText | null | undefined; locale?: string }) {
  const chosen = chosenText(of, locale);
  if (!chosen) return null;
  return (
    <span lang={chosen.lang} dir={directionOf(chosen.lang)}>
      {chosen.text}
    </span>
  );
}
