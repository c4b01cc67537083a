import { Current } from '../current.js';
import { formatList, formatNumber } from '../i18n/format.js';
import { t } from '../i18n/translate.js';
import { Button, PostButton } from '../web/components/button.js';
import { List, Pager, withQuery } from '../web/components/list.js';
import { Empty } from '../web/components/section.js';
import { Counters } from '../web/components/state.js';
import { type Import, type Verdict, VERDICTS } from './import.entity.js';
import type { ImportField, ImportKind } from './import-kinds.registry.js';
import { inWords } from './import-words.js';
import { Discard } from './imports.pages.js';
import { type DryRunRow, ROWS_SHOWN } from './imports.queries.js';

export interface DryRunProps {
  found: Import;
  kind: ImportKind;
  fields: ImportField[];
  rows: DryRunRow[];
  asked: { verdict?: Verdict | undefined; page: number };
}

/** What an import would change, or did: each row with its verdict and why. */
export function DryRunPage({ found, kind, fields, rows, asked }: DryRunProps) {
  const { counts } = found;
  const total = VERDICTS.reduce((sum, verdict) => sum + (counts[verdict] ?? 0), 0);
  const path = `/${Current.institution.slug}/imports/${found.id}`;
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  if (total === 0) return <Refused found={found} />;
  return (
    <>
      <Verdict found={found} kind={kind} path={path} />
      <Counters
        label={t('platform.imports.rows_by_verdict')}
        counters={[undefined, ...VERDICTS].map((verdict) => ({
          label: t(`platform.imports.verdict.${verdict ?? 'all'}`),
          count: verdict ? (counts[verdict] ?? 0) : total,
          href: withQuery({ verdict, page: undefined }, path),
          current: verdict === asked.verdict,
        }))}
      />
      <List
        caption={t('platform.imports.rows')}
        rows={rows}
        rowKey={({ n }) => String(n)}
        columns={[
          { label: t('platform.imports.place'), class: 'nb mute', cell: ({ place }) => place },
          {
            label: t('platform.imports.verdict_label'),
            cell: ({ verdict }) =>
              verdict && <span class={`sign verdict-${verdict}`}>{t(`platform.imports.verdict.${verdict}`)}</span>,
          },
          { label: t('platform.imports.what_row'), cell: ({ label }) => <bdi>{label}</bdi> },
          {
            label: t('platform.imports.why'),
            cell: (row) => (
              <ul class="import-why small">
                {inWords(row.problems, fields).map((sentence, n) => (
                  <li key={n}>{sentence}</li>
                ))}
                {row.changes.map(({ field, from, to }) => (
                  <li key={field}>
                    <span class="mute">{labels.get(field) ?? field}:</span> {from && <del>{from}</del>}{' '}
                    {to && <ins>{to}</ins>}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
        empty={<Empty title={t('platform.imports.no_rows')} />}
      />
      <Pager page={asked.page} pageSize={ROWS_SHOWN} total={asked.verdict ? (counts[asked.verdict] ?? 0) : total} />
    </>
  );
}

function Verdict({ found, kind, path }: { found: Import; kind: ImportKind; path: string }) {
  const { counts } = found;
  const wanted = (counts.new ?? 0) + (counts.changed ?? 0);
  const wrong = counts.wrong ?? 0;
  const isOpen = found.state === 'checked';
  const read = new Set(Object.values(found.mapping));
  const unread = kind.fields ? found.headings.filter((heading) => heading && !read.has(heading)) : [];
  return (
    <div class="import-verdict">
      {found.problem && (
        <div class="conflict" role="alert">
          <p>{t(found.problem.key, found.problem.params)}</p>
        </div>
      )}
      <p class="lead" role="status">
        {t(
          isOpen ? (wanted > 0 ? 'platform.imports.would' : 'platform.imports.would_nothing') : 'platform.imports.did',
          {
            count: wanted,
            number: formatNumber(wanted),
          },
        )}
        {wrong > 0 && ` ${t('platform.imports.left_out', { count: wrong, number: formatNumber(wrong) })}`}
      </p>
      {isOpen && unread.length > 0 && (
        <p class="mute">{t('platform.imports.not_read', { count: unread.length, columns: formatList(unread) })}</p>
      )}
      <div class="row-flex">
        {isOpen && wanted > 0 && (
          <PostButton to={`${path}/execution`} primary>
            {t('platform.imports.start', { count: wanted, number: formatNumber(wanted) })}
          </PostButton>
        )}
        {isOpen && <Button href={`${path}/mapping`}>{t('platform.imports.change_mapping')}</Button>}
        {found.state === 'done' && (
          <Button href={`/${Current.institution.slug}/${kind.home}`} primary>
            {t('platform.imports.look', { what: t(kind.label) })}
          </Button>
        )}
        {wrong > 0 && (
          <a href={`${path}/wrong.csv`} download data-turbo="false">
            {t('platform.imports.save_wrong')}
          </a>
        )}
        {isOpen && <Discard found={found} />}
      </div>
    </div>
  );
}

/** A file that could not be read, or whose rows are forgotten by now. */
function Refused({ found }: { found: Import }) {
  return (
    <Empty
      title={t(`platform.imports.state.${found.state}`)}
      action={
        <Button href={`/${Current.institution.slug}/imports?kind=${found.kind}`}>
          {t('platform.imports.another')}
        </Button>
      }
    >
      {found.problem ? t(found.problem.key, found.problem.params) : t('platform.imports.forgotten')}
    </Empty>
  );
}
