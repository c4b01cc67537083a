import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { menu } from '../platform/web/menu.js';
import { Tabs } from '../platform/web/components/state.js';

const TABS = [
  { id: 'bodies', path: 'bodies', permission: 'bodies.read' },
  { id: 'contacts', path: 'contacts', permission: 'contacts.read' },
  { id: 'composition', path: 'composition-rules', permission: 'bodies.read' },
  { id: 'rollovers', path: 'rollovers', permission: 'rollovers.read' },
] as const;
export type BodiesTab = (typeof TABS)[number]['id'];

/** What belongs to the bodies of the house: the list, foreign contacts, rules of composition, the end of a convocation. */
export function BodiesTabs({ current }: { current: BodiesTab }) {
  return (
    <Tabs
      label={t('bodies.title')}
      tabs={TABS.filter(({ permission }) => menu.mayUse(permission)).map(({ id, path }) => ({
        label: t(`bodies.tab.${id}`),
        href: `/${Current.institution.slug}/${path}`,
        current: id === current,
      }))}
    />
  );
}
