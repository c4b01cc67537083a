import { Current } from '../current.js';
import { t } from '../i18n/translate.js';
import { Button } from '../web/components/button.js';

/** Leads from a list to the import of what it shows. */
export function ImportButton({ kind }: { kind: string }) {
  return (
    <Button href={`/${Current.institution.slug}/imports?kind=${kind}`} icon="upload">
      {t('platform.imports.bring')}
    </Button>
  );
}
