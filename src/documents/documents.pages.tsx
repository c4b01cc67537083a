import { Current } from '../platform/current.js';
import { languageNames } from '../platform/i18n/languages.js';
import { t } from '../platform/i18n/translate.js';
import { Button, PostButton } from '../platform/web/components/button.js';
import { Stamp } from '../platform/web/components/time.js';
import type { VersionRow } from './documents.queries.js';
import type { DocumentSource } from './document-sources.registry.js';
import { documentLanguages } from './rendering/document-data.js';

export interface PaperRow {
  source: DocumentSource;
  /** Why it cannot be made yet, in words. */
  missing: string | null;
  versions: VersionRow[];
}

export function DocumentsPage({
  activityId,
  papers,
  problem,
}: {
  activityId: string;
  papers: PaperRow[];
  problem?: string;
}) {
  const base = `/${Current.institution.slug}/activities/${activityId}/documents`;
  return (
    <>
      <h2 class="vh">{t('documents.title')}</h2>
      {problem && (
        <div class="conflict" role="alert">
          <p>{problem}</p>
        </div>
      )}
      {papers.map(({ source, missing, versions }) => (
        <section key={source.kind} class="paper">
          <div class="sec">
            <h3>{t(source.label)}</h3>
            <span class="aside">
              {missing ?? t('documents.versions', { count: new Set(versions.map((one) => one.number)).size })}
            </span>
          </div>
          {!missing && (
            <table class="list">
              <caption class="vh">{t(source.label)}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('documents.language')}</th>
                  <th scope="col">{t('documents.now')}</th>
                  <th scope="col">{t('documents.kept')}</th>
                  <th scope="col">
                    <span class="vh">{t('documents.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {documentLanguages.map((language) => (
                  <Row
                    key={language}
                    {...{ base, source, language }}
                    versions={versions.filter((one) => one.language === language)}
                  />
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </>
  );
}

function Row({
  base,
  source,
  language,
  versions,
}: {
  base: string;
  source: DocumentSource;
  language: (typeof documentLanguages)[number];
  versions: VersionRow[];
}) {
  const file = (format: string) => `${base}/${source.kind}-${language}.${format}`;
  const number = versions[0]?.register_number;
  return (
    <tr>
      <th scope="row">{languageNames[language]}</th>
      <td>
        {source.formats.map((format) => (
          <Button
            key={format}
            small
            plain
            href={`${file(format)}${format === 'pdf' ? '?inline' : ''}`}
            label={t('documents.open_named', {
              name: t(source.label),
              language: languageNames[language],
              format: t(`documents.format.${format}`),
            })}
          >
            {t(`documents.format.${format}`)}
          </Button>
        ))}
      </td>
      <td>
        {number && <b>{t('documents.number', { number })} </b>}
        {versions.length === 0 && <span class="mute">{t('documents.none')}</span>}
        {versions.slice(0, 4).map((one) => (
          <span key={`${one.number}${one.format}`} class="nb">
            <a href={`${file(one.format)}?version=${one.number}`} data-turbo="false">
              {t('documents.version', { number: one.number, format: t(`documents.format.${one.format}`) })}
            </a>{' '}
            <span class="small mute">
              <Stamp at={one.created_at} zone={Current.institution.timeZone} />
            </span>{' '}
          </span>
        ))}
      </td>
      <td class="end">
        <PostButton
          to={base}
          small
          fields={{ kind: source.kind, language }}
          label={t('documents.make_named', { name: t(source.label), language: languageNames[language] })}
        >
          {t('documents.make')}
        </PostButton>
      </td>
    </tr>
  );
}
