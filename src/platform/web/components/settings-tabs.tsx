import { Current } from '../../current.js';
import { t } from '../../i18n/translate.js';
import { settingsMenu } from '../menu.js';
import { Tabs } from './state.js';

/** The pages of the settings that the reader may open, each contributed by its capability. */
export function SettingsTabs({ current }: { current: string }) {
  const home = `/${Current.institution.slug}`;
  return (
    <Tabs
      label={t('platform.settings')}
      tabs={settingsMenu
        .visible()
        .map(({ id, path, label }) => ({ label: t(label), href: `${home}/${path}`, current: id === current }))}
    />
  );
}
