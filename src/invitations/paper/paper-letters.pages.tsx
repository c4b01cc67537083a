import { Current } from '../../platform/current.js';
import { formatDay } from '../../platform/i18n/format.js';
import { t } from '../../platform/i18n/translate.js';
import { Button } from '../../platform/web/components/button.js';
import { Checks, FormErrors } from '../../platform/web/components/checks.js';
import { Field, Select } from '../../platform/web/components/field.js';
import { Section } from '../../platform/web/components/section.js';
import type { FormState } from '../../platform/web/forms.js';
import { addressLines } from '../recipients/postal-addresses.queries.js';
import { SHEETS } from './paper-letter-printing.service.js';
import { CARRIERS, PAPER_KINDS } from './paper-letter.entity.js';
import type { PaperRow } from './paper-letters.service.js';

export function PaperLettersPage({
  path,
  rows,
  form,
}: {
  path: string;
  rows: PaperRow[];
  form: FormState | undefined;
}) {
  const drawn = rows.filter(({ letter_id }) => letter_id);
  const others = rows.filter(({ letter_id }) => !letter_id);
  return (
    <>
      <FormErrors form={form} />
      {drawn.length > 0 && (
        <Section
          title={t('invitations.paper.letters')}
          aside={
            <span class="row-flex">
              {SHEETS.map((sheet) => (
                <span key={sheet} class="nb">
                  <Files path={`${path}/${sheet}`} words={t(`invitations.paper.sheet.${sheet}`)} />
                </span>
              ))}
            </span>
          }
        >
          {drawn.map((row) => (
            <Letter key={row.id} path={path} row={row} />
          ))}
        </Section>
      )}
      <Section title={t('invitations.paper.draw_title')}>
        {others.length === 0 ? (
          <p class="mute">{t('invitations.paper.all_drawn')}</p>
        ) : (
          <form class="form" method="post" action={path}>
            <Select
              name="kind"
              label={t('invitations.paper.kind_label')}
              options={PAPER_KINDS.map((value) => ({ value, label: t(`invitations.paper.kind.${value}`) }))}
              form={form}
              required
            />
            <Checks
              name="recipients"
              all
              label={t('invitations.guests')}
              options={others.map(({ id, name, organisation, postal_address }) => ({
                value: id,
                label: [name, organisation, !postal_address && t('invitations.paper.no_address')]
                  .filter(Boolean)
                  .join(' · '),
              }))}
              form={form}
            />
            <p class="small mute">{t('invitations.paper.number_hint')}</p>
            <div>
              <Button primary>{t('invitations.paper.draw')}</Button>
            </div>
          </form>
        )}
      </Section>
    </>
  );
}

/** The same paper in both its forms. */
function Files({ path, words = '' }: { path: string; words?: string }) {
  return (
    <>
      <a href={`${path}.pdf`} data-turbo="false">
        {`${words} PDF`.trim()}
      </a>{' '}
      <a href={`${path}.docx`} data-turbo="false">
        Word
      </a>
    </>
  );
}

/** @param path of the letters on paper: `…/invitations/{id}/paper` */
const guestPath = (path: string, id: string) => `${path.split('/').slice(0, -2).join('/')}/recipients/${id}`;

function Letter({ path, row }: { path: string; row: PaperRow }) {
  const today = Temporal.Now.zonedDateTimeISO(Current.institution.timeZone).toPlainDate();
  const base = `${path}/${row.letter_id}`;
  return (
    <article class="reply">
      <h3>
        <bdi>{row.name}</bdi>
      </h3>
      <p class="small">
        {t('invitations.paper.line', { kind: t(`invitations.paper.kind.${row.kind}`), number: row.number! })}
        {row.signatory && ` · ${row.signatory}`}
        {row.care_of && ` · ${t('invitations.care_of')} ${row.care_of}`}
        {row.postal_address && <bdi> · {addressLines(row.postal_address).join(', ')}</bdi>}
        {' · '}
        <Files path={`${base}/letter`} />
      </p>
      {!row.postal_address && !row.dispatched_on && row.kind === 'letter' && (
        <p class="small ochre">
          {t('invitations.paper.no_address')} ·{' '}
          <a href={guestPath(path, row.id)}>{t('invitations.paper.set_address')}</a>
        </p>
      )}
      {row.dispatched_on ? (
        <p class="moss">
          {t('invitations.paper.went', {
            day: formatDay(row.dispatched_on),
            carrier: t(`invitations.paper.carrier.${row.carrier}`),
            by: row.carried_by || '–',
          })}
        </p>
      ) : (
        <form method="post" action={`${base}/dispatch`} class="row-flex reply-ways">
          <Field
            name="on"
            label={t('invitations.paper.on')}
            type="date"
            value={today.toString()}
            form={undefined}
            required
          />
          <Select
            name="carrier"
            label={t('invitations.paper.carrier_label')}
            options={CARRIERS.map((value) => ({ value, label: t(`invitations.paper.carrier.${value}`) }))}
            form={undefined}
            required
          />
          <Field name="carriedBy" label={t('invitations.paper.carried_by')} form={undefined} />
          <Button>{t('invitations.paper.record')}</Button>
        </form>
      )}
    </article>
  );
}
