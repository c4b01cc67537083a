import { Current } from '../platform/current.js';
import { formatDay, formatDays, formatList, formatMoney } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Facts } from '../platform/web/components/section.js';
import type { Money } from '../platform/money.js';
import type { PublicReport } from './report-public.rules.js';
import type { PublishedRow } from './report-publications.service.js';
import { RichTextView } from './rich-text.pages.js';

const day = (iso: string) => formatDay(Temporal.PlainDate.from(iso), 'long');
const sums = (amounts: readonly Money[]) =>
  amounts.map(({ minor, currency }) => formatMoney(minor, currency)).join(' + ');

/** Held apart from the words around it, whichever way they run (U+2068 and U+2069). */
const apart = (name: string) => `\u2068${name}\u2069`;

/** A published report: the same on the public page and where it is checked beforehand. `level` is that of its own headings. */
export function PublishedReport({ copy, pictures }: { copy: PublicReport; pictures: string }) {
  const { sections } = copy;
  const part = (key: 'purpose' | 'results' | 'documents') =>
    sections[key] && (
      <section>
        <h2>{t(`reports.section.${key}`)}</h2>
        <RichTextView content={sections[key]} name={key} pictures={pictures} language={copy.language} />
      </section>
    );
  return (
    <article class="published-report">
      <p class="eyebrow">{t('reports.page.number', { number: copy.number })}</p>
      <h1>
        <bdi>{localized(copy.title)}</bdi>
      </h1>
      <Facts
        facts={[
          [
            t('reports.publishing.when'),
            formatDays(Temporal.PlainDate.from(copy.startsOn), Temporal.PlainDate.from(copy.endsOn)),
          ],
          [t('reports.publishing.where'), copy.place],
          [t('reports.publishing.partner'), copy.partner && localized(copy.partner)],
          [t('reports.page.basis'), copy.basis],
        ]}
      />
      <section>
        <h2>{t('reports.publishing.delegation')}</h2>
        <ol>
          {copy.delegation.map(({ name, post, role }, n) => (
            <li key={n}>
              <bdi>{[name, post && localized(post)].filter(Boolean).join(', ')}</bdi>
              {role !== 'member' && ` · ${t(`reports.role.${role}`)}`}
            </li>
          ))}
        </ol>
      </section>
      {part('purpose')}
      {copy.programme.length > 0 && (
        <section>
          <h2>{t('reports.section.programme')}</h2>
          {[...Map.groupBy(copy.programme, (item) => item.day)].map(([on, items]) => (
            <section key={on}>
              <h3>{day(on)}</h3>
              <ul class="held">
                {items.map((item, n) => (
                  <li key={n}>
                    <span class="nb" dir="ltr">
                      {item.from}–{item.to}
                    </span>{' '}
                    <bdi>{localized(item.title)}</bdi>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </section>
      )}
      {copy.meetings.length > 0 && (
        <section>
          <h2>{t('reports.section.meetings')}</h2>
          {copy.meetings.map((meeting, n) => (
            <section key={n}>
              <h3>
                <bdi>{localized(meeting.title)}</bdi>
              </h3>
              <p>
                {day(meeting.day)}
                {meeting.participants.length > 0 && (
                  <>
                    {' · '}
                    {formatList(meeting.participants.map(apart))}
                  </>
                )}
              </p>
              {meeting.content && (
                <RichTextView
                  content={meeting.content}
                  name={`meeting-${n}`}
                  pictures={pictures}
                  language={copy.language}
                />
              )}
            </section>
          ))}
        </section>
      )}
      {part('results')}
      {copy.commitments.length > 0 && (
        <section>
          <h2>{t('reports.section.commitments')}</h2>
          <ul>
            {copy.commitments.map(({ content, side, due }, n) => (
              <li key={n}>
                <bdi>{content}</bdi> ({[t(`reports.side.${side}`), due && day(due)].filter(Boolean).join(', ')})
              </li>
            ))}
          </ul>
        </section>
      )}
      {part('documents')}
      {copy.gifts.length > 0 && (
        <section>
          <h2>{t('reports.section.gifts')}</h2>
          <ul>
            {copy.gifts.map(({ direction, description, value }, n) => (
              <li key={n}>
                {t(`gifts.direction.${direction}`)} · <bdi>{description}</bdi>
                {value && ` · ${formatMoney(value.minor, value.currency)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      {copy.costs.length > 0 && (
        <section>
          <h2>{t('reports.section.costs')}</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reports.field.category')}</th>
                <th scope="col">{t('reports.cost.estimate')}</th>
                <th scope="col">{t('reports.cost.actual')}</th>
              </tr>
            </thead>
            <tbody>
              {copy.costs.map(({ category, currency, estimate, actual }) => (
                <tr key={category + currency}>
                  <th scope="row">{t(`costs.category.${category}`)}</th>
                  <td>{formatMoney(estimate, currency)}</td>
                  <td>{formatMoney(actual, currency)}</td>
                </tr>
              ))}
              <tr>
                <th scope="row">{t('reports.page.sum')}</th>
                <td>{sums(copy.totals.estimate)}</td>
                <td>{sums(copy.totals.actual)}</td>
              </tr>
            </tbody>
          </table>
        </section>
      )}
    </article>
  );
}

export const publishedPath = () => `/${Current.institution.slug}/published/reports`;

/** The public page of one report: whether it was replaced, what it says, and where its data is. */
export function PublishedPage({ row, path }: { row: PublishedRow; path: string }) {
  return (
    <>
      {row.revised_at && (
        <p class="reason" role="note">
          {t('reports.publishing.replaced_on', { day: dayOf(row.revised_at) })} <bdi>{row.reason}</bdi>
        </p>
      )}
      <PublishedReport copy={row.content} pictures={`${path}/pictures`} />
      <p class="small away">
        <a href={`${path}.json`}>{t('reports.publishing.open_data')}</a>
      </p>
    </>
  );
}

/** What stands where a report was public once. */
export function WithdrawnReport({ row }: { row: PublishedRow }) {
  return (
    <article class="published-report">
      <p class="eyebrow">{t('reports.page.number', { number: row.content.number })}</p>
      <h1>
        <bdi>{localized(row.content.title)}</bdi>
      </h1>
      <p>{t('reports.publishing.withdrawn_on', { day: dayOf(row.withdrawn_at!) })}</p>
      <p class="reason">
        <bdi>{row.reason}</bdi>
      </p>
      <p class="away">
        <a href={publishedPath()}>{t('reports.publishing.title')}</a>
      </p>
    </article>
  );
}

const dayOf = (at: Temporal.Instant) =>
  formatDay(at.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate(), 'long');

/** All that is published, for anybody. */
export function PublishedReports({ rows }: { rows: readonly { id: string; content: PublicReport }[] }) {
  return (
    <div class="published-report">
      <h1>{t('reports.publishing.title')}</h1>
      {rows.length === 0 && <p>{t('reports.publishing.none')}</p>}
      <ul>
        {rows.map(({ id, content }) => (
          <li key={id}>
            <a href={`${publishedPath()}/${id}`}>
              <bdi>{localized(content.title)}</bdi>
            </a>
            {', '}
            {formatDays(Temporal.PlainDate.from(content.startsOn), Temporal.PlainDate.from(content.endsOn))}
          </li>
        ))}
      </ul>
      <p class="small away">
        <a href={`${publishedPath()}.json`}>{t('reports.publishing.open_data')}</a>
      </p>
    </div>
  );
}
