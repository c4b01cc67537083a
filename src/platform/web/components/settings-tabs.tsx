import { t } from '../../i18n/translate.js';
import { settingsMenu } from '../menu.js';
import { MenuTabs } from './menu-tabs.js';

/** The pages of the settings that the reader may open, each contributed by its capability. */
export function SettingsTabs({ current }: { current: string }) {
  return <MenuTabs menu={settingsMenu} label={t('platform.settings')} current={current} />;
}
