import { languageNames, type Language } from '../i18n/languages.js';
import { t } from '../i18n/translate.js';
import { Crest } from './crest.js';

export interface LetterheadProps {
  /** The institution in the reader's language. */
  name: string;
  /** The service that writes: Protocol. */
  service?: string;
  /** Path of the emblem on this site. */
  crest?: string | null;
}

export function Letterhead({ name, service, crest }: LetterheadProps) {
  return (
    <header class="letterhead">
      <Crest src={crest ?? null} />
      <b>{name}</b>
      {service && <span class="label">{service}</span>}
    </header>
  );
}

export interface LanguagesProps {
  current: Language;
  /** With `href` a link to the same page; without one a button that names the language to its form. */
  choices: { language: Language; href?: string }[];
}

export function Languages({ current, choices }: LanguagesProps) {
  return (
    <nav class="langs" aria-label={t('platform.language')}>
      {choices.map(({ language, href }) => {
        const chosen = language === current ? ('true' as const) : undefined;
        return href ? (
          <a key={language} href={href} lang={language} hreflang={language} aria-current={chosen}>
            {languageNames[language]}
          </a>
        ) : (
          <button key={language} type="submit" name="language" value={language} lang={language} aria-current={chosen}>
            {languageNames[language]}
          </button>
        );
      })}
    </nav>
  );
}
