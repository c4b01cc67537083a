import { fullName } from '../../directory/people.queries.js';
import type { LikeRow } from '../../directory/likeness.queries.js';
import { Current } from '../../platform/current.js';
import { formatDay, formatInstant, formatTime } from '../../platform/i18n/format.js';
import { languageNames, publicLanguages } from '../../platform/i18n/languages.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import type { CounterpartLink } from './counterpart.entity.js';
import { nameOf } from './own-list.pages.js';
import type { LineRow } from './counterpart.queries.js';

const p = (key: string, params?: Record<string, string | number>) => t(`logistics.list.${key}`, params);

interface ReviewProps {
  activityId: string;
  lines: LineRow[];
  /** Who of the directory a new line may be. */
  alike: Map<string, LikeRow[]>;
  links: { link: CounterpartLink; url: string }[];
  isOpen: boolean;
  /** Proposed for a new link. */
  expiresOn: Temporal.PlainDate;
  form?: FormState | undefined;
}

export function CounterpartReviewPage({ activityId, lines, alike, links, isOpen, expiresOn, form }: ReviewProps) {
  const base = `/${Current.institution.slug}/activities/${activityId}/counterpart`;
  const waiting = lines.filter(({ state }) => state === 'staged' || state === 'leaving');
  const decided = lines.filter((line) => !waiting.includes(line));
  return (
    <div class="cols">
      <div class="stack">
        <Section title={p('waiting')} aside={String(waiting.length)}>
          {waiting.length === 0 && <p class="mute">{p('nothing_waits')}</p>}
          <ul class="moves plain">
            {waiting.map((line) => (
              <li key={line.id}>
                <WaitingLine line={line} alike={alike.get(line.id) ?? []} base={base} isOpen={isOpen} />
              </li>
            ))}
          </ul>
        </Section>
        {decided.length > 0 && (
          <Section title={p('decided')}>
            <ul class="moves plain">
              {decided.map((line) => (
                <li key={line.id}>
                  <bdi>{nameOf(line)}</bdi> <span class="mute small">{p(`state.${line.state}`)}</span>{' '}
                  {line.reason && <bdi class="small mute">{line.reason}</bdi>}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      <Section title={p('links')}>
        <p class="mute">{p('hint')}</p>
        <ul class="moves plain">
          {links.map(({ link, url }) => (
            <li key={link.id}>
              <b>
                <bdi>{link.name}</bdi>
              </b>{' '}
              <span class="small mute">
                {languageNames[link.language as 'en']} · {p('until', { day: formatDay(link.expiresOn, 'short') })} ·{' '}
                {link.openedAt ? formatInstant(link.openedAt, Current.institution.timeZone) : p('unopened')}
              </span>
              <input class="form-control" readOnly value={url} aria-label={p('address_of', { name: link.name })} />
              <PostButton to={`${base}/links/${link.id}/withdrawal`} small plain>
                {p('revoke')}
              </PostButton>
            </li>
          ))}
        </ul>
        {isOpen && (
          <form class="form" method="post" action={`${base}/links`}>
            <FormErrors form={form} />
            <Field name="name" label={p('for_whom')} form={form} maxlength={200} required />
            <div class="form-row">
              <Select
                name="language"
                label={p('language')}
                form={form}
                required
                options={publicLanguages.map((one) => ({ value: one, label: languageNames[one] }))}
              />
              <Field
                name="expiresOn"
                type="date"
                label={p('expires')}
                form={form}
                value={expiresOn.toString()}
                required
              />
            </div>
            <div class="form-end">
              <Button primary>{p('make')}</Button>
            </div>
          </form>
        )}
      </Section>
    </div>
  );
}

function WaitingLine({
  line,
  alike,
  base,
  isOpen,
}: {
  line: LineRow;
  alike: LikeRow[];
  base: string;
  isOpen: boolean;
}) {
  const { facts } = line;
  const kind = line.state === 'leaving' ? 'leaves' : line.member_id ? 'changed' : 'new';
  const path = `${base}/lines/${line.id}`;
  const ride = (at: string | undefined, by: string) => at && `${clockOf(at)}${by ? `, ${by}` : ''}`;
  const more: [string, string | undefined][] = [
    ['arrives', ride(facts.arrivesAt, facts.arrivesBy)],
    ['leaves_on', ride(facts.leavesAt, facts.leavesBy)],
    ['languages', facts.languages],
    ['note', facts.note],
  ];
  return (
    <div class="stack tight">
      <div>
        <b>
          <bdi>{nameOf(line)}</bdi>
        </b>{' '}
        <bdi class="mute">{facts.nativeName}</bdi> <span class="ochre small">{p(`kind.${kind}`)}</span>
        <p>
          <bdi>{facts.post}</bdi> <span class="it">{t(`activities.role.${facts.role}`)}</span>
        </p>
        <p class="small">
          {more
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <span key={name} class="fact">
                <span class="mute">{p(`fact.${name}`)}</span> <bdi>{value}</bdi>
              </span>
            ))}
          {line.has_sealed && <span class="mute">{p('has_sealed')}</span>}
        </p>
        <p class="small mute">
          {p('sent', { when: formatInstant(line.sent_at, Current.institution.timeZone), link: line.link_name })}
        </p>
      </div>
      {isOpen && (
        <div class="row-flex">
          <form method="post" action={`${path}/acceptance`} class="row-flex">
            {alike.length > 0 && (
              <select class="form-select" name="personId" aria-label={p('as', { name: nameOf(line) })}>
                {alike.map((person) => (
                  <option key={person.id} value={person.id}>
                    {p('is', { name: fullName({ ...person, honorific: null }) })}
                  </option>
                ))}
                <option value="">{p('is_new')}</option>
              </select>
            )}
            <Button small label={p('accept_of', { what: p(`accept.${kind}`), name: nameOf(line) })}>
              {p(`accept.${kind}`)}
            </Button>
          </form>
          <details class="menu">
            <summary class="btn btn-sm btn-plain">{p('decline')}</summary>
            <form method="post" action={`${path}/refusal`} class="form menu-body">
              <label class="field">
                <span class="label">{p('reason')}</span>
                <input class="form-control" name="reason" maxLength={500} />
              </label>
              <Button small label={p('decline_of', { name: nameOf(line) })}>
                {p('decline')}
              </Button>
            </form>
          </details>
        </div>
      )}
    </div>
  );
}

function clockOf(text: string): string {
  const at = Temporal.PlainDateTime.from(text);
  return `${formatDay(at.toPlainDate(), 'short')} ${formatTime(at)}`;
}
