import { t } from '../../platform/i18n/translate.js';

/** Empty until a script fills it; the button under the form shows the same without one. */
export function Preview({ name }: { name: string }) {
  return (
    <aside class="paper-preview" aria-label={t('documents.wording.preview')}>
      <p
        class="error"
        role="status"
        data-paper-preview-target="problem"
        data-failed={t('documents.wording.no_preview')}
      />
      <img hidden alt={t('documents.wording.preview_of', { name })} data-paper-preview-target="picture" />
    </aside>
  );
}
