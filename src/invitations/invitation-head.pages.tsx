import type { ComponentChildren } from 'preact';
import type { LocalizedText } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Text } from '../platform/web/components/names.js';
import { type Tab, Tabs } from '../platform/web/components/state.js';

/** Name of the occasion, what is known of it at a glance, and the pages there are about it. */
export function InvitationHead({
  subject,
  facts,
  tabs,
  children,
}: {
  subject: LocalizedText;
  facts: readonly (string | null | false)[];
  tabs: Tab[];
  /** Between the two. */
  children?: ComponentChildren;
}) {
  return (
    <>
      <div class="sec invitation-head">
        <h2>
          <Text of={subject} />
        </h2>
        <p class="mute">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      {children}
      <Tabs label={t('invitations.ways')} tabs={tabs} />
    </>
  );
}
