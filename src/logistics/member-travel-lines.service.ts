import { Injectable } from '@nestjs/common';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { formatTime, formatWeekday } from '../platform/i18n/format.js';
import type { Language } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import type { LogisticsKindName } from './logistics-kinds.rules.js';
import { OFF } from './logistics.states.js';

const COLUMN = { arrival: 'arrival', departure: 'departure', room: 'room', accreditation: 'badge' } as const;

interface LineRow {
  member_id: string;
  at_local: Temporal.PlainDateTime | null;
  number: string | null;
  hotel: string | null;
  badge: string | null;
  state: string;
}

/**
 * The short line of an arrival, a departure, a room or a badge beside a name ("Mon 13:40, KE 402"), as lists and papers print it:
 * derived from the entries at every change, in the language of the house, so that it is typed once.
 */
@Injectable()
export class MemberTravelLines {
  constructor(private readonly db: Db) {}

  async write(kind: LogisticsKindName, members: readonly string[]): Promise<void> {
    if (!(kind in COLUMN) || members.length === 0) return;
    const column = COLUMN[kind as keyof typeof COLUMN];
    const rows = await this.db.rows<LineRow>(
      `select distinct on (m.member_id) m.member_id, e.at_local, e.facts ->> 'number' as number, e.facts ->> 'hotel' as hotel, e.facts ->> 'badge' as badge, e.state
         from logistics_member m
         join logistics_entry e on e.institution_id = m.institution_id and e.id = m.entry_id
        where m.institution_id = $1 and m.member_id = any ($2::uuid[]) and e.kind = $3 and e.state <> all ($4::text[])
        order by m.member_id, e.at_local, e.from_day, e.id`,
      [Current.institutionId, [...members], kind, OFF],
    );
    const lines = new Map(rows.map((row) => [row.member_id, lineOf(row)]));
    await this.db.rows(
      `update delegation_member m set ${column} = l.line, updated_at = now(), version = version + 1
         from unnest($2::uuid[], $3::text[]) l(id, line)
        where m.institution_id = $1 and m.id = l.id and m.${column} is distinct from l.line`,
      [Current.institutionId, [...members], members.map((id) => lines.get(id) ?? null)],
    );
  }
}

function lineOf({ at_local, number, hotel, badge, state }: LineRow): string | null {
  const language = Current.institution.locales[0] as Language | undefined;
  if (badge)
    return `${number ?? t(`logistics.option.${badge}`, {}, language)}, ${t(`logistics.state_of.${state}`, {}, language)}`;
  if (!at_local) return number ?? hotel;
  const when = `${formatWeekday(at_local.toPlainDate(), 'short', language)} ${formatTime(at_local)}`;
  return [when, number].filter(Boolean).join(', ');
}
