import { Current } from '../../current.js';
import { t } from '../../i18n/translate.js';
import { followUpMenu, type Menu } from '../menu.js';
import { Tabs } from './state.js';

/** The pages of a menu that the reader may open, each contributed by its capability. */
export function MenuTabs({ menu, label, current }: { menu: Menu; label: string; current: string }) {
  const home = `/${Current.institution.slug}`;
  return (
    <Tabs
      label={label}
      tabs={menu
        .visible()
        .map(({ id, path, label: name }) => ({ label: t(name), href: `${home}/${path}`, current: id === current }))}
    />
  );
}

/** What is looked after once a visit is over: reports, commitments, gifts. */
export function FollowUpTabs({ current }: { current: string }) {
  return <MenuTabs menu={followUpMenu} label={t('platform.follow_up')} current={current} />;
}
