import type { PaperGroup } from '../activities/papers.registry.js';
import { Current } from '../platform/current.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Section } from '../platform/web/components/section.js';
import { namesOf, signsOf } from './language-names.js';
import type { PaperStateRow } from './documents.queries.js';
import type { DocumentSource } from './document-sources.registry.js';
import { documentLanguages, languagePairs } from './rendering/document-data.js';

export interface PaperRow {
  source: DocumentSource;
  /** Why it cannot be made yet, in words. */
  missing: string | null;
  states: PaperStateRow[];
}

/** Every paper of an activity by its group: as it would be now, and where each language stands. */
export function DocumentsPage({
  activityId,
  groups,
}: {
  activityId: string;
  groups: { group: PaperGroup; papers: PaperRow[] }[];
}) {
  const base = `/${Current.institution.slug}/activities/${activityId}/documents`;
  return (
    <>
      <h2 class="vh">{t('documents.title')}</h2>
      <p class="paper-actions">
        <Button small href={`${base}/packs`}>
          {t('documents.pack.open')}
        </Button>
      </p>
      {groups.map(({ group, papers }) => (
        <Section key={group} title={t(`documents.group.${group}`)} level={3}>
          <table class="list papers">
            <caption class="vh">{t(`documents.group.${group}`)}</caption>
            <thead>
              <tr>
                <th scope="col">{t('documents.paper')}</th>
                <th scope="col">{t('documents.now')}</th>
                <th scope="col">{t('documents.standing')}</th>
              </tr>
            </thead>
            <tbody>
              {papers.map((paper) => (
                <Row key={paper.source.kind} base={base} {...paper} />
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </>
  );
}

function Row({ base, source, missing, states }: PaperRow & { base: string }) {
  return (
    <tr>
      <th scope="row">
        <a href={`${base}/papers/${source.kind}`}>{t(source.label)}</a>
      </th>
      <td>{missing ? <span class="mute">{missing}</span> : <Now base={base} source={source} />}</td>
      <td>
        {states.length === 0 && <span class="mute">{t('documents.none')}</span>}
        {states.slice(0, 6).map((one) => (
          <span key={`${one.language}${one.subject}`} class="nb paper-state">
            <abbr title={namesOf(one.language)}>{signsOf(one.language)}</abbr> {t(`documents.state.${one.state}`)}
            {one.register_number && ` · ${t('documents.number', { number: one.register_number })}`}{' '}
          </span>
        ))}
      </td>
    </tr>
  );
}

// One of several papers of a kind is chosen on the page of the kind.
function Now({ base, source }: { base: string; source: DocumentSource }) {
  if (source.subjects) return <a href={`${base}/papers/${source.kind}`}>{t('documents.choose')}</a>;
  return (
    <>
      {(source.languages ?? documentLanguages).map((language) => (
        <a
          key={language}
          class="btn btn-sm btn-plain"
          href={`${base}/${source.kind}-${language}.pdf?inline`}
          data-turbo="false"
          // Begins with what stands there, so that it can be said to it.
          aria-label={`${language.toUpperCase()}: ${t('documents.open_named', {
            name: t(source.label),
            language: namesOf(language),
            format: t('documents.format.pdf'),
          })}`}
        >
          {language.toUpperCase()}
        </a>
      ))}
      {source.isBilingual && <Pairs base={base} source={source} />}
    </>
  );
}

/** Both sides hold the same paper, each with its own column. */
function Pairs({ base, source }: { base: string; source: DocumentSource }) {
  return (
    <details class="pairs">
      <summary>{t('documents.two_languages')}</summary>
      <p class="paper-actions">
        {languagePairs.map((pair) => (
          <a
            key={pair}
            class="btn btn-sm btn-plain"
            href={`${base}/${source.kind}-${pair}.pdf?inline`}
            data-turbo="false"
            aria-label={`${signsOf(pair)}: ${t('documents.open_named', {
              name: t(source.label),
              language: namesOf(pair),
              format: t('documents.format.pdf'),
            })}`}
          >
            {signsOf(pair)}
          </a>
        ))}
      </p>
    </details>
  );
}
