import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import type { DocumentSource } from './document-sources.registry.js';
import { CHANNELS } from './document.states.js';
import { namesOf } from './language-names.js';
import type { PaperLanguages } from './rendering/document-data.js';

/** One paper in one language, about one subject, and where its steps are taken. */
export interface PaperStepProps {
  base: string;
  source: DocumentSource;
  subject: string;
  language: PaperLanguages;
}

export function Verb({
  base,
  source,
  subject,
  language,
  path,
  verb,
  primary = false,
}: PaperStepProps & { path: string; verb: string; primary?: boolean }) {
  const name = t(source.label);
  return (
    <PostButton
      to={`${base}/papers/${source.kind}/${path}`}
      small
      primary={primary}
      fields={{ language, subject }}
      label={t('documents.act_named', { verb: t(`documents.step.${verb}`), name, language: namesOf(language) })}
    >
      {t(`documents.step.${verb}`)}
    </PostButton>
  );
}

export function SendForm({ base, source, subject, language }: PaperStepProps) {
  const id = `recipients-${language}`;
  return (
    <details class="edit-part">
      <summary>{t('documents.step.send')}</summary>
      <form class="form" method="post" action={`${base}/papers/${source.kind}/dispatches`}>
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="subject" value={subject} />
        <div class="field">
          <label for={id}>{t('documents.recipients')}</label>
          <textarea class="form-control" id={id} name="recipients" rows={3} maxlength={5000} />
          <p class="hint-text">{t('documents.recipients_hint')}</p>
        </div>
        <div class="field">
          <label for={`channel-${language}`}>{t('documents.channel')}</label>
          <select class="form-select" id={`channel-${language}`} name="channel">
            {CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {t(`documents.channels.${channel}`)}
              </option>
            ))}
          </select>
        </div>
        <Button>{t('documents.step.send')}</Button>
      </form>
    </details>
  );
}

export function AmendForm({ base, source, subject, language }: PaperStepProps) {
  const id = `reason-${language}`;
  return (
    <details class="edit-part">
      <summary>{t('documents.step.amend')}</summary>
      <form class="form" method="post" action={`${base}/papers/${source.kind}/amendment`}>
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="subject" value={subject} />
        <div class="field">
          <label for={id}>{t('documents.reason')}</label>
          <input class="form-control" id={id} name="reason" maxlength={500} />
        </div>
        <Button>{t('documents.step.amend')}</Button>
      </form>
    </details>
  );
}
