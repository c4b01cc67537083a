import { Current } from '../current.js';
import { t } from '../i18n/translate.js';
import { Button } from '../web/components/button.js';
import { menu } from '../web/menu.js';

/** Leads from a list to the import of what it shows. */
export function ImportButton({ kind }: { kind: string }) {
  if (!menu.mayUse('imports.use')) return null;
  return (
    <Button href={`/${Current.institution.slug}/imports?kind=${kind}`} icon="upload">
      {t('platform.imports.bring')}
    </Button>
  );
}
