import { t } from '../i18n/translate.js';
import { Button } from './components/button.js';
import { Flag } from './components/names.js';
import { PageHead } from './components/section.js';
import type { Hit } from './search-sources.js';

export function searchPage({ q, hits }: { q: string; hits: Hit[] }) {
  return (
    <>
      <PageHead title={t('platform.find.title')} />
      <form class="filters" role="search">
        <div class="field grow">
          <label class="label" for="f-q">
            {t('platform.find.label')}
          </label>
          <input class="form-control" id="f-q" name="q" type="search" value={q} placeholder={t('platform.find.hint')} />
        </div>
        <Button primary>{t('platform.find.title')}</Button>
      </form>
      {q && <p class="small mute">{t('platform.find.count', { count: hits.length })}</p>}
      <ul class="found">
        {hits.map((hit) => (
          <li key={hit.href}>
            <span>
              <Flag country={hit.country} />{' '}
              <a href={hit.href} lang={hit.lang}>
                {hit.title}
              </a>
              {hit.detail && <small>{hit.detail}</small>}
            </span>
            <span class="small mute">{t(hit.kind)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
