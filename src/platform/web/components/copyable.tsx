import { t } from '../../i18n/translate.js';

/** A link or a secret that is taken elsewhere, with the button that copies it. */
export function Copyable({ text, class: look }: { text: string; class?: string }) {
  return (
    <span class="copyable" data-controller="copy" data-copy-done-value={t('platform.copied')}>
      <code class={look} data-copy-target="text">
        {text}
      </code>{' '}
      <button
        type="button"
        class="btn btn-sm"
        hidden
        aria-live="polite"
        data-copy-target="button"
        data-action="copy#copy"
      >
        {t('platform.copy')}
      </button>
    </span>
  );
}
