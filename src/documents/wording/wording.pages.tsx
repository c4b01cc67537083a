import { Current } from '../../platform/current.js';
import { languageNames } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { PageHead, Section } from '../../platform/web/components/section.js';
import { SettingsTabs } from '../../platform/web/components/settings-tabs.js';
import { Stamp } from '../../platform/web/components/time.js';
import { type DocumentLanguage, documentLanguages } from '../rendering/document-data.js';
import { templateNames } from '../rendering/labels.js';
import { Chosen } from '../chosen.pages.js';
import { type WordTemplateProps, WordTemplateSection } from '../word-templates/word-templates.pages.js';
import { LetterheadFields } from './letterhead.pages.js';
import { Preview } from './preview.pages.js';
import { LETTERHEAD } from './wording.rules.js';
import type { WordingVersion } from './wording.service.js';
import { WordFields, type WordFieldsProps } from './word-fields.pages.js';

export interface WordingPageProps extends WordFieldsProps {
  template: string;
  versions: WordingVersion[];
  /** Its Word file; the letterhead has none. */
  word: WordTemplateProps | undefined;
}

const nameOf = (template: string) =>
  template === LETTERHEAD
    ? t('documents.wording.letterhead')
    : t(`documents.template.${template.replaceAll('-', '_')}`);

/** The words and looks of a paper, beside a picture of it that follows what is typed. */
export function WordingPage(props: WordingPageProps) {
  const { template, language, versions, problem, word } = props;
  const here = `/${Current.institution.slug}/settings/papers/${template}/${language}`;
  const isLetterhead = template === LETTERHEAD;
  return (
    <>
      <PageHead eyebrow={t('institution.settings')} title={t('documents.wording.title')} />
      <SettingsTabs current="papers" />
      <Choice template={template} language={language} />
      <div class="paper-desk" data-controller="paper-preview" data-paper-preview-path-value={`${here}/picture`}>
        <div>
          <Section title={nameOf(template)} aside={<span lang={language}>{languageNames[language]}</span>}>
            <p class="mute paper-hint">
              {t(isLetterhead ? 'documents.wording.letterhead_hint' : 'documents.wording.hint')}
            </p>
            <form
              class="form"
              method="post"
              action={here}
              data-turbo="false"
              data-paper-preview-target="form"
              data-action="input->paper-preview#later change->paper-preview#later"
            >
              {isLetterhead ? <LetterheadFields {...props} /> : <WordFields {...props} />}
              {problem && problem.field !== 'file' && !(problem.field in props.shipped) && (
                <p class="error" role="alert">
                  {problem.sentence}
                </p>
              )}
              <div class="form-end">
                <Button primary>{t('documents.wording.keep')}</Button>
                <button type="submit" class="btn" formaction={`${here}/preview`} formtarget="_blank">
                  {t('documents.wording.preview')}
                </button>
              </div>
            </form>
          </Section>
          {versions.length > 0 && <Kept here={here} versions={versions} />}
          {word && <WordTemplateSection here={here} {...word} />}
        </div>
        <Preview name={nameOf(template)} />
      </div>
    </>
  );
}

function Choice({ template, language }: { template: string; language: DocumentLanguage }) {
  return (
    <form class="paper-choice" method="get" action={`/${Current.institution.slug}/settings/papers`}>
      <Chosen name="template" label={t('documents.paper')}>
        {[LETTERHEAD, ...templateNames()].map((name) => (
          <option key={name} value={name} selected={name === template}>
            {nameOf(name)}
          </option>
        ))}
      </Chosen>
      <Chosen name="language" label={t('documents.wording.language')}>
        {documentLanguages.map((one) => (
          <option key={one} value={one} lang={one} selected={one === language}>
            {languageNames[one]}
          </option>
        ))}
      </Chosen>
      <Button>{t('documents.show')}</Button>
    </form>
  );
}

/** Every version with who kept it and when: any may be taken again. */
function Kept({ here, versions }: { here: string; versions: WordingVersion[] }) {
  const [stands] = versions;
  const isOwn = Object.keys(stands?.words ?? {}).length > 0;
  return (
    <Section id="versions" title={t('documents.wording.versions')} level={3}>
      <ul class="paper-versions">
        {versions.map((one, n) => (
          <li key={one.number}>
            <span>
              {t('documents.version', { number: one.number })}
              {Object.keys(one.words).length === 0 && ` · ${t('documents.wording.is_shipped')}`}
              {n === 0 && <b> · {t('documents.wording.stands')}</b>}
            </span>
            <span class="mute">
              <Stamp at={one.created_at} zone={Current.institution.timeZone} /> {one.made_by_name}
            </span>
            {n > 0 && (
              <PostButton
                to={here}
                small
                plain
                fields={one.words}
                label={t('documents.wording.back_to', { number: one.number })}
              >
                {t('documents.wording.take')}
              </PostButton>
            )}
          </li>
        ))}
      </ul>
      {isOwn && <PostButton to={here}>{t('documents.wording.shipped')}</PostButton>}
    </Section>
  );
}
