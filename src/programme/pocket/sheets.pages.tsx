import { formatInstant } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Empty, Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import { languageNames, publicLanguages } from '../../platform/i18n/languages.js';
import type { EquippedBoard } from '../programme-board.queries.js';
import { dayName } from '../programme-days.pages.js';
import type { EditionLine } from '../programme-item.entity.js';
import { pairName } from '../conflicts/pairs.rules.js';
import type { PocketLink } from './pocket-link.entity.js';

const p = (key: string, params?: Record<string, string | number>) => t(`programme.pocket.${key}`, params);

/** The links to the pocket programme of an activity, and the sheets that are handed out. */
export function PocketLinksPage({
  base,
  links,
  form,
  hasEdition,
}: {
  base: string;
  links: { link: PocketLink; url: string }[];
  form?: FormState | undefined;
  hasEdition: boolean;
}) {
  return (
    <Section title={p('title')} aside={<a href={base}>{t('programme.back')}</a>}>
      <p class="mute">{p(hasEdition ? 'hint' : 'not_yet')}</p>
      <p>
        <a href={`${base}/sheets/vehicles`}>{p('drivers')}</a> ·{' '}
        <a href={`${base}/sheets/interpreters`}>{p('interpreters')}</a>
      </p>
      <form class="form" method="post" action={`${base}/pocket`}>
        <FormErrors form={form} />
        <div class="form-row">
          <Field name="name" label={p('for_whom')} form={form} maxlength={200} required />
          <Select
            name="language"
            label={p('language')}
            form={form}
            required
            options={publicLanguages.map((one) => ({ value: one, label: languageNames[one] }))}
          />
          <Field name="contactName" label={p('contact')} form={form} maxlength={100} />
          <Field name="contactPhone" type="tel" label={p('contact_phone')} form={form} maxlength={50} />
        </div>
        <div class="form-end">
          <Button primary>{p('make')}</Button>
        </div>
      </form>
      {links.length > 0 && (
        <ul class="slots">
          {links.map(({ link, url }) => (
            <li key={link.id}>
              <div>
                <b>
                  <bdi>{link.name}</bdi>
                </b>{' '}
                <span class="mute small">
                  {(languageNames as Record<string, string>)[link.language]}
                  {link.openedAt && ` · ${p('opened', { when: formatInstant(link.openedAt, 'UTC', 'short') })}`}
                </span>
                <p class="small">
                  <a href={url} rel="noreferrer">
                    {url}
                  </a>
                </p>
              </div>
              <PostButton to={`${base}/pocket/${link.id}/withdrawal`} small plain>
                {p('withdraw')}
              </PostButton>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What each driver, or each interpreter, must know of the edition that stands, one after another, for print. */
export function SheetsPage({
  board,
  base,
  kind,
}: {
  board: EquippedBoard;
  base: string;
  kind: 'vehicles' | 'interpreters';
}) {
  const lines = (board.latest?.content ?? []).filter(({ cancelled }) => !cancelled);
  const { vehicles, interpreters } = board.things;
  const sheets =
    kind === 'vehicles'
      ? vehicles.map((car) => ({
          id: car.id,
          title: [car.label, car.plate].filter(Boolean).join(' · '),
          lines: lines.filter((line) => line.vehicles.includes(car.id)),
        }))
      : interpreters.map((one) => ({
          id: one.id,
          title: one.name,
          lines: lines.filter((line) => line.interpreters.some(({ interpreterId }) => interpreterId === one.id)),
        }));
  const shown = sheets.filter((sheet) => sheet.lines.length > 0);
  return (
    <Section
      title={p(kind === 'vehicles' ? 'drivers' : 'interpreters')}
      aside={<a href={base}>{t('programme.back')}</a>}
    >
      {board.latest && <p class="mute">{t('programme.edition.title', { number: board.latest.number })}</p>}
      {shown.length === 0 && <Empty title={p('no_sheets')} />}
      {shown.map((sheet) => (
        <Section key={sheet.id} level={3} title={sheet.title}>
          <table class="list">
            <caption class="vh">{sheet.title}</caption>
            <tbody>
              {sheet.lines.map((line) => (
                <SheetRow key={line.id} line={line} kind={kind} owner={sheet.id} board={board} />
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </Section>
  );
}

function SheetRow({
  line,
  kind,
  owner,
  board,
}: {
  line: EditionLine;
  kind: string;
  owner: string;
  board: EquippedBoard;
}) {
  const mine = line.interpreters.find(({ interpreterId }) => interpreterId === owner);
  const people = line.participants
    .map(({ personId }) => board.members.find(({ person_id }) => person_id === personId))
    .flatMap((member) => (member ? [`${member.given_name} ${member.family_name}`] : []));
  // What is confidential says when and where, and no more.
  const title = line.confidential ? t('programme.confidential_line') : localized(line.title);
  return (
    <tr>
      <td class="nb">{dayName(Temporal.PlainDate.from(line.start.slice(0, 10)))}</td>
      <td class="nb t">
        {line.start.slice(11)}–{line.end.slice(11)}
      </td>
      <td>
        <b>{title}</b>
        <p class="small mute">{[localized(line.venueName), line.venueAddress].filter(Boolean).join(', ')}</p>
      </td>
      <td>
        {kind === 'vehicles'
          ? p('passengers', { count: line.participants.length, names: line.confidential ? '' : people.join(', ') })
          : mine && pairName(mine.pair)}
      </td>
    </tr>
  );
}
