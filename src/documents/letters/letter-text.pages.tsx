import { languageNames } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { TextArea } from '../../platform/web/components/field.js';
import { Section } from '../../platform/web/components/section.js';
import type { DocumentLanguage } from '../rendering/document-data.js';
import { Preview } from '../wording/preview.pages.js';
import type { LetterText } from './letter-text.service.js';

export interface LetterTextPageProps extends LetterText {
  /** Where the paper's own page is. */
  paper: string;
  /** Where this page is. */
  here: string;
  name: string;
  language: DocumentLanguage;
  subject: string;
  problem: string | undefined;
}

/** The text of one letter beside a picture of it. */
export function LetterTextPage(props: LetterTextPageProps) {
  const { paper, here, name, language, subject, text, isOwn, isOpen, problem } = props;
  const query = subject ? `?${new URLSearchParams({ subject })}` : '';
  return (
    <div class="paper-desk" data-controller="paper-preview" data-paper-preview-path-value={`${here}/picture${query}`}>
      <div>
        <Section
          title={t('documents.letter.title', { name })}
          aside={
            <a href={paper + query}>
              {name} · <span lang={language}>{languageNames[language]}</span>
            </a>
          }
        >
          <p class="mute paper-hint">
            {t(!isOpen ? 'documents.letter.fixed' : isOwn ? 'documents.letter.own' : 'documents.letter.house')}
          </p>
          <form
            class="form"
            method="post"
            action={here + query}
            data-paper-preview-target="form"
            data-action="input->paper-preview#later"
          >
            <TextArea
              name="text"
              label={t('documents.letter.text')}
              hint={t('documents.letter.hint')}
              value={text}
              rows={18}
              lang={language}
              form={problem ? { errors: { text: problem }, values: {} } : undefined}
              required
            />
            {isOpen && (
              <div class="form-end">
                <Button primary>{t('documents.letter.keep')}</Button>
              </div>
            )}
          </form>
          {isOpen && isOwn && (
            <PostButton to={here + query} fields={{ text: '' }}>
              {t('documents.letter.back')}
            </PostButton>
          )}
        </Section>
      </div>
      <Preview name={name} />
    </div>
  );
}
