import { localized, t } from '../platform/i18n/translate.js';
import type { EditMet } from './item-values.rules.js';
import type { EquippedBoard } from './programme-board.queries.js';

/** What the first editor saved, told to the second, whose own words stay in the form. */
export function Met({ met, board }: { met: EditMet[]; board: EquippedBoard }) {
  return (
    <div class="conflict" role="alert" tabIndex={-1} data-focus>
      <p>{t('programme.met.title')}</p>
      <ul class="ways">
        {met.map(({ field, was, now, both }) => (
          <li key={field}>
            <span>
              <b>{fieldName(field)}</b>: {valueName(field, was, board) || t('programme.met.empty')} →{' '}
              {valueName(field, now, board) || t('programme.met.empty')}
              {both && <span class="small"> {t('programme.met.both')}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function fieldName(field: string): string {
  const [head = ''] = field.split(/[.[]/);
  return t(`programme.field.${head}`);
}

function valueName(field: string, value: string, board: EquippedBoard): string {
  const { members } = board;
  const { venues, vehicles } = board.things;
  if (field === 'venueId') return localized(venues.find(({ id }) => id === value)?.name) || value;
  if (field === 'type' && value) return t(`programme.type.${value}`);
  if (field === 'vehicles')
    return value
      .split(', ')
      .map((id) => vehicles.find((one) => one.id === id)?.label ?? id)
      .join(', ');
  if (field === 'participants') {
    return value
      .split(', ')
      .map((one) => members.find(({ person_id }) => one.endsWith(person_id)))
      .map((member) => (member ? `${member.given_name} ${member.family_name}` : '…'))
      .join(', ');
  }
  if (field.endsWith('.interpreterId')) return board.things.interpreters.find(({ id }) => id === value)?.name ?? value;
  return value;
}
