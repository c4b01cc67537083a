import { Current } from '../../platform/current.js';
import { languageNames } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { PageHead } from '../../platform/web/components/section.js';
import { SettingsTabs } from '../../platform/web/components/settings-tabs.js';
import { Stamp } from '../../platform/web/components/time.js';
import { type DocumentLanguage, documentLanguages } from '../rendering/document-data.js';
import { type Labels, templateNames } from '../rendering/labels.js';
import { type WordTemplateProps, WordTemplateSection } from '../word-templates/word-templates.pages.js';
import { LETTERHEAD } from './wording.rules.js';
import type { WordingVersion } from './wording.service.js';

export interface WordingPageProps {
  template: string;
  language: DocumentLanguage;
  shipped: Labels;
  words: Labels;
  versions: WordingVersion[];
  problem: { field: string; sentence: string } | undefined;
  /** Its Word file; the letterhead has none. */
  word: WordTemplateProps | undefined;
}

export function WordingPage({ template, language, shipped, words, versions, problem, word }: WordingPageProps) {
  const base = `/${Current.institution.slug}/settings/papers`;
  const here = `${base}/${template}/${language}`;
  return (
    <>
      <PageHead eyebrow={t('institution.settings')} title={t('documents.wording.title')} />
      <SettingsTabs current="papers" />
      <nav class="paper-actions" aria-label={t('documents.paper')}>
        {[LETTERHEAD, ...templateNames()].map((name) => (
          <a key={name} href={`${base}/${name}/${language}`} aria-current={name === template ? 'page' : undefined}>
            {name === LETTERHEAD
              ? t('documents.wording.letterhead')
              : t(`documents.template.${name.replaceAll('-', '_')}`)}
          </a>
        ))}
      </nav>
      <nav class="paper-actions" aria-label={t('documents.wording.language')}>
        {documentLanguages.map((one) => (
          <a
            key={one}
            lang={one}
            href={`${base}/${template}/${one}`}
            aria-current={one === language ? 'true' : undefined}
          >
            {languageNames[one]}
          </a>
        ))}
      </nav>
      <p class="mute">{t('documents.wording.hint')}</p>
      <form class="form" method="post" action={here} data-turbo="false">
        {Object.entries(shipped).map(([key, wording]) => (
          <div class="field" key={key}>
            <label for={`word-${key}`}>
              {template === LETTERHEAD ? t(`documents.wording.${key}`) : <bdi lang={language}>{wording}</bdi>}
            </label>
            <textarea
              class="form-control"
              id={`word-${key}`}
              name={key}
              rows={key === 'emblem' ? 6 : Math.min(4, 1 + Math.floor((words[key] ?? '').length / 90))}
              lang={language}
              dir="auto"
              aria-invalid={problem?.field === key ? 'true' : undefined}
              aria-describedby={problem?.field === key ? `word-${key}-error` : undefined}
            >
              {words[key] ?? ''}
            </textarea>
            {problem?.field === key && (
              <p class="error" id={`word-${key}-error`} role="alert">
                {problem.sentence}
              </p>
            )}
          </div>
        ))}
        {problem && problem.field !== 'file' && !(problem.field in shipped) && (
          <p class="error" role="alert">
            {problem.sentence}
          </p>
        )}
        <div class="form-end">
          <button type="submit" class="btn" formaction={`${here}/preview`} formtarget="_blank">
            {t('documents.wording.preview')}
          </button>
          <Button primary>{t('documents.wording.keep')}</Button>
        </div>
      </form>
      {versions.length > 0 && (
        <>
          <ul>
            {versions.map((one) => (
              <li key={one.number}>
                {t('documents.version', { number: one.number })}{' '}
                <Stamp at={one.created_at} zone={Current.institution.timeZone} />{' '}
                <span class="mute">{one.made_by_name}</span>{' '}
                <PostButton
                  to={here}
                  small
                  plain
                  fields={one.words}
                  label={t('documents.wording.back_to', { number: one.number })}
                >
                  {t('documents.wording.take')}
                </PostButton>
              </li>
            ))}
          </ul>
          <PostButton to={here}>{t('documents.wording.shipped')}</PostButton>
        </>
      )}
      {word && <WordTemplateSection here={here} {...word} />}
    </>
  );
}
