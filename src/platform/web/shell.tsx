import type { ComponentChildren } from 'preact';
import { Current } from '../current.js';
import { interfaceLanguages, languageNames } from '../i18n/languages.js';
import { currentLanguage, localized, t } from '../i18n/translate.js';
import { Icon } from './components/icon.js';
import { Crest } from './crest.js';
import { accountMenu, menu } from './menu.js';
import { currentVisit, takeFlash, type Theme } from './visit.js';

const themes: Theme[] = ['light', 'dark', 'auto'];

/** Masthead, menu, messages and the page itself. */
export function Shell({ section, children }: { section?: string | undefined; children: ComponentChildren }) {
  const home = `/${Current.institution.slug}`;
  return (
    <>
      <a class="skip" href="#main">
        {t('platform.skip')}
      </a>
      <header class="masthead">
        <a class="masthead-home" href={home}>
          <Crest />
          <span>{localized(Current.institution.name)}</span>
        </a>
        {Current.maybeActor && (
          <>
            <MainMenu home={home} section={section} />
            <Find home={home} />
            <AccountMenu home={home} />
          </>
        )}
      </header>
      <main id="main" tabIndex={-1}>
        <Messages />
        {children}
      </main>
      <div id="live" class="vh" role="status" aria-live="polite" data-turbo-permanent />
    </>
  );
}

function MainMenu({ home, section }: { home: string; section: string | undefined }) {
  return (
    <nav aria-label={t('platform.menu')}>
      {menu.visible().map((entry) => (
        <a
          key={entry.id}
          href={entry.path ? `${home}/${entry.path}` : home}
          aria-current={entry.id === section ? 'page' : undefined}
        >
          {t(entry.label)}
        </a>
      ))}
    </nav>
  );
}

/** Opens over the page with a script, and is a link to the page of results without one. */
function Find({ home }: { home: string }) {
  return (
    <div
      class="finder"
      data-controller="find"
      data-find-url-value={`${home}/search`}
      data-find-none-value={t('platform.find.none')}
      data-action="keydown.ctrl+k@window->find#open keydown.meta+k@window->find#open"
    >
      <a class="find" href={`${home}/search`} data-action="find#open" aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span>{t('platform.find.label')}</span> <kbd>Ctrl K</kbd>
      </a>
      <dialog
        class="find-dialog"
        data-find-target="dialog"
        data-action="click->find#close"
        aria-label={t('platform.find.label')}
      >
        <form action={`${home}/search`} role="search">
          <Icon name="search" />
          <input
            name="q"
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            aria-label={t('platform.find.label')}
            aria-expanded="false"
            aria-controls="find-results"
            aria-autocomplete="list"
            placeholder={t('platform.find.hint')}
            data-find-target="input"
            data-action="input->find#type keydown->find#move"
          />
        </form>
        <ul
          id="find-results"
          role="listbox"
          aria-label={t('platform.find.results')}
          data-find-target="results"
          data-action="click->find#pick"
        />
        <p class="find-status" role="status" data-find-target="status" />
      </dialog>
    </div>
  );
}

function AccountMenu({ home }: { home: string }) {
  const { name, email } = Current.actor;
  const { theme, path, query } = currentVisit();
  const language = currentLanguage();
  const here = query.size > 0 ? `${path}?${query}` : path;
  return (
    <details class="menu account">
      <summary class="me" aria-label={`${initials(name)}: ${t('platform.account.label', { name })}`}>
        {initials(name)}
      </summary>
      <div class="menu-body">
        <p class="who">
          <b>{name}</b>
          <span>{email}</span>
        </p>
        {accountMenu.visible().map((entry) => (
          <a key={entry.id} href={`${home}/${entry.path}`}>
            {t(entry.label)}
          </a>
        ))}
        <form method="post" action={`${home}/preferences`} data-turbo="false">
          <input type="hidden" name="return" value={here} />
          <fieldset>
            <legend class="label">{t('platform.language')}</legend>
            {interfaceLanguages.map((one) => (
              <button key={one} type="submit" name="language" value={one} lang={one} aria-pressed={one === language}>
                {languageNames[one]}
              </button>
            ))}
          </fieldset>
          <fieldset>
            <legend class="label">{t('platform.theme.label')}</legend>
            {themes.map((one) => (
              <button key={one} type="submit" name="theme" value={one} aria-pressed={one === theme}>
                {t(`platform.theme.${one}`)}
              </button>
            ))}
          </fieldset>
        </form>
        <form method="post" action={`${home}/sign-out`} data-turbo="false">
          <button type="submit" class="sign-out">
            {t('platform.account.sign-out')}
          </button>
        </form>
      </div>
    </details>
  );
}

/** What was just done, shown once, with a way to undo it where there is one. */
export function Messages() {
  const said = takeFlash();
  if (said.length === 0) return null;
  return (
    <div class="flashes" role="status">
      {said.map((one) => (
        <div key={one.key} class={`flash ${one.kind}`} data-controller="flash" data-turbo-temporary>
          <p>{t(one.key, one.params)}</p>
          {one.undo && (
            <form method="post" action={one.undo}>
              <button class="btn btn-sm" type="submit">
                {t('platform.undo')}
              </button>
            </form>
          )}
          <button type="button" class="flash-close" data-action="flash#close" aria-label={t('platform.close')}>
            <Icon name="x" />
          </button>
        </div>
      ))}
    </div>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => word?.[0] ?? '')
    .join('')
    .toUpperCase();
}
