import { Current } from '../platform/current.js';
import { formatDay, formatList } from '../platform/i18n/format.js';
import { localized, t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Pager } from '../platform/web/components/list.js';
import { Flag, PersonName } from '../platform/web/components/names.js';
import { Empty, PageHead } from '../platform/web/components/section.js';
import type { LikeRow, PairRow } from './likeness.queries.js';
import { fullName } from './people.queries.js';

/** Who may be meant already, while a new person is typed in. */
export function Alike({ rows }: { rows: readonly LikeRow[] }) {
  if (rows.length === 0) return null;
  return (
    <div class="alike">
      <p class="strong">{t('directory.likeness.found', { count: rows.length })}</p>
      <ul class="moves parts">
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <Face row={row} />
              <p class="ochre">{formatList(row.why.map((one) => t(`directory.likeness.${one}`)))}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Face({ row }: { row: Omit<LikeRow, 'why'> }) {
  return (
    <>
      <p>
        <Flag country={row.country} />{' '}
        <PersonName
          name={fullName(row)}
          native={row.native_name ? { text: row.native_name, lang: row.native_language ?? 'und' } : null}
          href={`/${Current.institution.slug}/people/${row.id}`}
        />
      </p>
      <p class="small">
        {[localized(row.post), row.birth_date && formatDay(row.birth_date), row.email].filter(Boolean).join(' · ')}
      </p>
    </>
  );
}

export interface DoublesProps {
  rows: PairRow[];
  total: number;
  page: number;
  pageSize: number;
  title: string;
}

/** Pairs to look at: one of two becomes an alias of the other, or both are told apart for good. */
export function doublesPage({ rows, total, page, pageSize, title }: DoublesProps) {
  const people = `/${Current.institution.slug}/people`;
  return (
    <>
      <PageHead eyebrow={<a href={people}>{t('directory.people.title')}</a>} title={title} />
      {rows.length === 0 && <Empty title={t('directory.likeness.none')}>{t('directory.likeness.none-hint')}</Empty>}
      <ul class="doubles">
        {rows.map(({ one, other, why }) => (
          <li key={`${one.id} ${other.id}`} id={`row-${one.id}-${other.id}`}>
            <div>
              <Face row={one} />
            </div>
            <div>
              <Face row={other} />
            </div>
            <div class="doubles-do">
              <p class="ochre">{formatList(why.map((reason) => t(`directory.likeness.${reason}`)))}</p>
              <Button
                small
                href={`${people}/${one.id}/merging?with=${other.id}`}
                label={t('directory.merge.compare-of', { name: fullName(one) })}
              >
                {t('directory.merge.compare')}
              </Button>
              <PostButton
                small
                plain
                to={`${people}/doubles/distinct`}
                fields={{ one: one.id, other: other.id }}
                label={t('directory.likeness.distinct-of', { name: fullName(one) })}
              >
                {t('directory.likeness.distinct')}
              </PostButton>
            </div>
          </li>
        ))}
      </ul>
      {total > 0 && <Pager page={page} pageSize={pageSize} total={total} />}
    </>
  );
}
