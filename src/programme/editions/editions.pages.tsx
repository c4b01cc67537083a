import type { LocalizedText } from '../../platform/current.js';
import { formatInstant } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Empty, Section } from '../../platform/web/components/section.js';
import type { LineChange } from './edition.rules.js';
import type { EditionLine } from '../programme-item.entity.js';
import type { Board, EquippedBoard } from '../programme-board.queries.js';
import { isBlocked } from '../programme-lines.queries.js';
import type { Concerned } from './concerned.queries.js';
import { conflictSentences } from '../conflicts/conflict.sentences.js';
import { openOf } from '../conflicts/kept-conflicts.rules.js';
import { PostButton } from '../../platform/web/components/button.js';
import { dayName } from '../programme-days.pages.js';
import type { EditionRow } from '../programme.queries.js';

/** What the draft changes in the edition that stands, line by line. */
export function Differences({
  board,
  base,
  concerned,
}: {
  board: EquippedBoard;
  base: string;
  concerned: Concerned[];
}) {
  const { changes, latest } = board;
  return (
    <>
      <BeforeRelease board={board} base={base} concerned={concerned} />
      <Section
        title={latest ? t('programme.differences.title', { number: latest.number }) : t('programme.differences.first')}
        aside={<a href={base}>{t('programme.back')}</a>}
      >
        {changes.length === 0 ? (
          <Empty title={nothingNew(board)} />
        ) : (
          <div class="list-frame" tabIndex={0} role="region" aria-label={t('programme.differences.caption')}>
            <table class="list differences">
              <caption class="vh">{t('programme.differences.caption')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('programme.list.line')}</th>
                  <th scope="col">{t('programme.differences.what')}</th>
                  <th scope="col">{t('programme.differences.before')}</th>
                  <th scope="col">{t('programme.differences.now')}</th>
                </tr>
              </thead>
              <tbody>
                {changes.flatMap((change) =>
                  rowsOf(change, board).map((row, n) => (
                    <tr key={`${change.id}-${n}`}>
                      <td>
                        {n === 0 && (
                          <a href={`${base}?line=${change.id}`} class="strong">
                            {localized((change.after ?? change.before)?.title)}
                          </a>
                        )}
                      </td>
                      <td>{row.what}</td>
                      <td class="was">{row.before}</td>
                      <td>{row.now}</td>
                    </tr>
                  )),
                )}
              </tbody>
            </table>
          </div>
        )}
      </Section>
    </>
  );
}

/** What keeps the next edition from being released, in words; null where nothing does. */
export function whyNoRelease(board: Board): string | null {
  if (board.blocked > 0) return t('programme.error.conflicts_open', { count: board.blocked });
  return board.changes.length === 0 ? nothingNew(board) : null;
}

/** Before the first edition there is none to differ from. */
const nothingNew = ({ latest }: Board) => t(latest ? 'programme.error.nothing_to_release' : 'programme.empty.title');

/** What is still open, and exactly who would be told: read before the release, not after. */
function BeforeRelease({ board, base, concerned }: { board: EquippedBoard; base: string; concerned: Concerned[] }) {
  const zone = board.activity.timeZone;
  const open = board.lines
    .map((line) => ({ line, sentences: conflictSentences(openOf(line, line.conflicts), zone) }))
    .filter(({ sentences }) => sentences.length > 0);
  const next = (board.latest?.number ?? 0) + 1;
  const reason = whyNoRelease(board);
  return (
    <>
      <Section title={t('programme.release.warnings', { count: open.length })}>
        {open.length === 0 ? (
          <p class="mute">{t('programme.release.no_warnings')}</p>
        ) : (
          <ul>
            {open.map(({ line, sentences }) => (
              <li key={line.id}>
                <a href={`${base}?line=${line.id}`} class="strong">
                  {localized(line.title)}
                </a>{' '}
                {isBlocked(line) && <span class="wine strong">{t('programme.release.holds_up')} </span>}
                {sentences.join(' ')}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('programme.release.concerned', { count: concerned.length })}>
        {concerned.length === 0 ? (
          <p class="mute">{t('programme.release.nobody')}</p>
        ) : (
          <ul class="concerned">
            {concerned.map(({ key, name, part, lines }) => (
              <li key={key}>
                <bdi class="strong">{name}</bdi>{' '}
                <span class="mute small">
                  {t(`programme.release.as_${part}`)} · {t('programme.release.lines', { count: lines })}
                </span>
              </li>
            ))}
          </ul>
        )}
        {board.mayEdit && (
          <p>
            <PostButton to={`${base}/editions`} primary={!reason} blocked={reason}>
              {t('programme.edition.release', { number: next })}
            </PostButton>
          </p>
        )}
      </Section>
    </>
  );
}

/** A released programme as it stands for ever. */
export function EditionPage({ edition, base, zone }: { edition: EditionRow; base: string; zone: string }) {
  const days = [...new Set(edition.content.map((line) => line.start.slice(0, 10)))];
  return (
    <Section
      title={t('programme.edition.title', { number: edition.number })}
      aside={<a href={base}>{t('programme.back')}</a>}
    >
      <p class="mute">
        {t('programme.edition.released', { when: formatInstant(edition.released_at, zone) })}
        {edition.released_by_name && ` · ${edition.released_by_name}`}
      </p>
      {days.map((day) => (
        <Section key={day} level={3} title={dayName(Temporal.PlainDate.from(day))}>
          <table class="list">
            <caption class="vh">{dayName(Temporal.PlainDate.from(day))}</caption>
            <tbody>
              {edition.content
                .filter((line) => line.start.startsWith(day))
                .map((line) => (
                  <tr key={line.id} class={line.cancelled ? 'off' : undefined}>
                    <td class="nb t">
                      {line.start.slice(11)}–{line.end.slice(11)}
                    </td>
                    <td>
                      <span class="strong">{localized(line.title)}</span>
                      {line.cancelled && <span class="mute"> · {t('programme.cancelled')}</span>}
                    </td>
                    <td>{localized(line.venueName)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </Section>
      ))}
    </Section>
  );
}

interface ChangeRow {
  what: string;
  before: string;
  now: string;
}

function rowsOf(change: LineChange, board: EquippedBoard): ChangeRow[] {
  const { before, after } = change;
  if (!before && after) return [{ what: t('programme.differences.added'), before: '', now: whenText(after) }];
  if (before && !after) return [{ what: t('programme.differences.removed'), before: whenText(before), now: '' }];
  if (!before || !after) return [];
  const time = change.fields.some((field) => ['start', 'end', 'startZone', 'endZone'].includes(field));
  const rows: ChangeRow[] = time
    ? [{ what: t('programme.differences.time'), before: whenText(before), now: whenText(after) }]
    : [];
  for (const field of change.fields) {
    // The name and address of a venue follow the venue.
    if (['start', 'end', 'startZone', 'endZone', 'venueAddress'].includes(field)) continue;
    if (field === 'venueName' && change.fields.includes('venueId')) continue;
    rows.push({
      what: t(`programme.field.${field}`),
      before: valueText(field, before, board),
      now: valueText(field, after, board),
    });
  }
  return rows;
}

const whenText = (line: EditionLine) =>
  `${dayName(Temporal.PlainDate.from(line.start.slice(0, 10)))}, ${line.start.slice(11)}–${line.end.slice(11)}`;

function valueText(field: keyof EditionLine, line: EditionLine, board: EquippedBoard): string {
  const { members } = board;
  const { interpreters, vehicles } = board.things;
  switch (field) {
    case 'title':
      return localized(line.title);
    case 'venueId':
    case 'venueName':
      return localized(line.venueName as LocalizedText | null);
    case 'type':
      return t(`programme.type.${line.type}`);
    case 'participants':
      return line.participants
        .map(({ personId }) => members.find(({ person_id }) => person_id === personId))
        .map((member) => (member ? `${member.given_name} ${member.family_name}` : '…'))
        .join(', ');
    case 'interpreters':
      return line.interpreters
        .map(({ interpreterId }) => interpreters.find(({ id }) => id === interpreterId)?.name ?? '…')
        .join(', ');
    case 'vehicles':
      return line.vehicles.map((id) => vehicles.find((one) => one.id === id)?.label ?? '…').join(', ');
    case 'audiences':
      return line.audiences.map((one) => t(`programme.audience.${one}`)).join(', ');
    case 'confidential':
    case 'cancelled':
    case 'allDay':
      return line[field] ? t('programme.differences.yes') : t('programme.differences.no');
    default:
      return String(line[field] ?? '');
  }
}
