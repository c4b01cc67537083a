import { hasMessage, t } from '../platform/i18n/translate.js';
import type { KindOfActivity } from './activity-kinds.registry.js';

/**
 * An event in words. A change of state is said as the state; the message of another type is looked for where its capability
 * keeps its words (`programme.history.released`), then here; what nobody has words for is named by its type.
 */
export function eventSentence(event: { type: string; data: Record<string, unknown> }, kind: KindOfActivity): string {
  const [family = '', rest = ''] = event.type.split('.');
  if (family === kind.kind && hasMessage(`${kind.stateKey}.${rest}`)) {
    return t(event.data['from'] === undefined ? 'activities.history.begun' : 'activities.history.state', {
      state: t(`${kind.stateKey}.${rest}`),
    });
  }
  const own = `${family}.history.${rest}`;
  if (hasMessage(own)) return t(own, plain(event.data));
  const here = `activities.history.${family}_${rest}`;
  return hasMessage(here)
    ? t(here, plain(event.data))
    : t('activities.history.other', { what: event.type.replace(/[._-]+/g, ' ') });
}

const plain = (data: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(data).filter(([, value]) => typeof value === 'string' || typeof value === 'number'),
  ) as Record<string, string | number>;
