import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Current } from '../current.js';
import { interfaceLanguages, type Language } from '../i18n/languages.js';
import { currentLanguage, inLanguage, localized, t } from '../i18n/translate.js';
import { ActivityHeader, type ActivityHeaderProps } from './components/activity-header.js';
import { Button } from './components/button.js';
import { Crest } from './crest.js';
import { drawDocument } from './document.js';
import { Languages, Letterhead, type LetterheadProps } from './letterhead.js';
import { Messages, Shell } from './shell.js';

export interface PageOptions {
  title: string;
  /** Id of the menu entry that is lit; an activity brings its own. */
  section?: string;
  /** Draws the header of an activity, with its stepper and tabs, above the page. */
  activity?: ActivityHeaderProps;
  /** The page lays out its own width: programme editor, calendar. */
  wide?: boolean;
}

/** A whole page of the application, with masthead, menu and messages, as HTML. */
export function page(node: ComponentChildren, options: PageOptions): string {
  const { institution } = Current;
  return drawDocument(
    <Shell section={options.section ?? options.activity?.section}>
      {options.activity && <ActivityHeader {...options.activity} />}
      {options.wide ? node : <div class="screen">{node}</div>}
    </Shell>,
    {
      title: `${options.title} · ${localized(institution.name)}`,
      language: interfaceLanguage(),
      accent: institution.accent,
      stylesheet: 'app',
      script: true,
    },
  );
}

/** A part of a page: the answer to a Turbo frame or the content of a stream. */
export function fragment(node: VNode): string {
  return renderToString(node);
}

export interface PublicPageOptions {
  title: string;
  language: Language;
  letterhead: LetterheadProps;
  accent?: string | null;
  /** Links to the same page in other languages. */
  languages?: { language: Language; href: string }[];
}

/**
 * A page for a guest: letterhead, no account, no script, no Tabler. `draw` is called with every text in the
 * guest's language.
 */
export function publicPage(draw: VNode | (() => VNode), options: PublicPageOptions): string {
  return inLanguage(options.language, () =>
    drawDocument(
      <>
        <Letterhead {...options.letterhead} />
        {options.languages && <Languages current={options.language} choices={options.languages} />}
        <main id="main">{typeof draw === 'function' ? draw() : draw}</main>
      </>,
      {
        title: options.title,
        language: options.language,
        accent: options.accent,
        stylesheet: 'public',
        bodyClass: 'public',
      },
    ),
  );
}

/** The page before an account: the institution at one side, the form at the other. */
export function signInPage(form: ComponentChildren, options: { title: string; languages?: boolean }): string {
  const { institution } = Current;
  const language = interfaceLanguage();
  const name = localized(institution.name);
  return drawDocument(
    <main id="main" class="signin">
      <div class="aside-doc">
        <div class="inner">
          <header class="letterhead">
            <Crest />
            <b>{name}</b>
            <span class="label">{t('platform.sign-in.service')}</span>
          </header>
          <p class="it centre motto">{t('platform.sign-in.motto')}</p>
        </div>
      </div>
      <div>
        <div class="inner">
          <h1>{options.title}</h1>
          <Messages />
          {form}
          {options.languages !== false && (
            <form
              method="post"
              action={`/${institution.slug}/preferences`}
              class="langs"
              aria-label={t('platform.language')}
            >
              <LanguageButtons current={language} />
            </form>
          )}
        </div>
      </div>
    </main>,
    {
      title: `${options.title} · ${name}`,
      language,
      accent: institution.accent,
      stylesheet: 'public',
      bodyClass: 'public',
    },
  );
}

export interface ErrorPageOptions {
  status: number;
  /** A sentence in the reader's language; the general one of the status when absent. */
  message?: string;
  /** What support asks for. */
  requestId?: string;
  /** For a guest's page: the language of the invitation. */
  language?: Language;
}

/** What went wrong in words, and the way back. Works without a signed-in reader and without an institution. */
export function errorPage({ status, message, requestId, language = interfaceLanguage() }: ErrorPageOptions): string {
  return inLanguage(language, () => {
    const kind = [403, 404, 409, 410, 413, 422, 429].includes(status) ? String(status) : status < 500 ? '400' : '500';
    const home = safely(() => Current.institution.slug);
    const title = t(`platform.error.${kind}.title`);
    const name = safely(() => localized(Current.institution.name)) ?? 'Entente';
    return drawDocument(
      <>
        <Letterhead name={name} />
        <main id="main" class="centre">
          <h1>{title}</h1>
          <p class="lead">{message ?? t(`platform.error.${kind}.text`)}</p>
          {home && (
            <p class="ways-out">
              <Button href={`/${home}`} primary>
                {t('platform.error.home')}
              </Button>
            </p>
          )}
          {requestId && <p class="foot">{t('platform.error.request', { id: requestId })}</p>}
        </main>
      </>,
      {
        title: `${title} · ${name}`,
        language,
        accent: safely(() => Current.institution.accent),
        stylesheet: 'public',
        bodyClass: 'public',
      },
    );
  });
}

function LanguageButtons({ current }: { current: Language }) {
  return <Languages current={current} choices={interfaceLanguages.map((language) => ({ language }))} />;
}

function interfaceLanguage(): Language {
  return currentLanguage();
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
