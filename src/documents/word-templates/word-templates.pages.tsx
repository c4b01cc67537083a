import { Current } from '../../platform/current.js';
import { t } from '../../platform/i18n/translate.js';
import { Button, PostButton } from '../../platform/web/components/button.js';
import { Section } from '../../platform/web/components/section.js';
import { Stamp } from '../../platform/web/components/time.js';
import type { Place, Places } from '../layout/places.js';
import type { TemplateFault } from '../rendering/word-template.js';
import { MOST_TEMPLATE_BYTES, WORD_MEDIA, type WordTemplateVersion } from './word-templates.service.js';

export interface WordTemplateProps {
  versions: WordTemplateVersion[];
  places: Places;
  /** What the places are filled with on a sample. */
  sample: Record<string, unknown>;
  faults: readonly TemplateFault[];
  /** Why the file was not taken, in words. */
  problem: string | undefined;
}

/** The institution's own Word file of a paper: which stands, what another may name, and what was wrong with the last one. */
export function WordTemplateSection({ here, ...props }: WordTemplateProps & { here: string }) {
  const { versions, places, sample } = props;
  const path = `${here}/word`;
  const stands = versions[0]?.file_id ? versions[0] : undefined;
  return (
    <Section id="word" title={t('documents.word_template.title')}>
      <p class="mute paper-hint">
        {stands ? t('documents.word_template.own', { name: stands.file_name }) : t('documents.word_template.shipped')}
      </p>
      <UploadForm path={path} {...props} />
      <details class="edit-part">
        <summary>{t('documents.word_template.places')}</summary>
        <p class="mute">{t('documents.word_template.places_hint')}</p>
        <table class="list">
          <caption class="vh">{t('documents.word_template.places')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('documents.word_template.place')}</th>
              <th scope="col">{t('documents.word_template.sample')}</th>
            </tr>
          </thead>
          <tbody>
            {written(places, sample).map(({ place, value }) => (
              <tr key={place}>
                <th scope="row">
                  <code>{place}</code>
                </th>
                <td class="mute">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {versions.length > 0 && <Kept path={path} versions={versions} isOwn={!!stands} />}
    </Section>
  );
}

function UploadForm({ path, faults, problem }: WordTemplateProps & { path: string }) {
  return (
    <form class="form" method="post" action={path} encType="multipart/form-data" data-turbo="false">
      <div class="field">
        <label class="label" for="word-file">
          {t('documents.word_template.file')}
        </label>
        <input
          class="form-control"
          id="word-file"
          type="file"
          name="file"
          accept={`.docx,${WORD_MEDIA}`}
          required
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? 'word-file-error' : 'word-file-hint'}
        />
        <p class="hint-text" id="word-file-hint">
          {t('documents.word_template.file_hint', { megabytes: MOST_TEMPLATE_BYTES / 1e6 })}
        </p>
        {problem && (
          <div class="error" id="word-file-error" role="alert">
            <p>{problem}</p>
            <ul>
              {faults.map((one, n) => (
                <li key={n}>{sentenceOf(one)}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div class="form-end">
        <Button>{t('documents.word_template.upload')}</Button>
      </div>
    </form>
  );
}

function Kept({ path, versions, isOwn }: { path: string; versions: WordTemplateVersion[]; isOwn: boolean }) {
  return (
    <>
      <ul class="paper-versions">
        {versions.map((one, n) => (
          <li key={one.number}>
            {t('documents.version', { number: one.number })}
            {': '}
            {one.file_id ? (
              <a href={`${path}/${one.number}.docx`} data-turbo="false">
                {one.file_name}
              </a>
            ) : (
              t('documents.word_template.went_back')
            )}{' '}
            <span class="mute">
              <Stamp at={one.created_at} zone={Current.institution.timeZone} /> {one.made_by_name}
            </span>{' '}
            {n > 0 && one.file_id && (
              <PostButton
                to={`${path}/versions/${one.number}`}
                small
                plain
                label={t('documents.wording.back_to', { number: one.number })}
              >
                {t('documents.wording.take')}
              </PostButton>
            )}
          </li>
        ))}
      </ul>
      {isOwn && <PostButton to={`${path}/shipped`}>{t('documents.word_template.back')}</PostButton>}
    </>
  );
}

/** “word/document.xml, paragraph 12: {delegaton.head} is not a place of this paper.” */
function sentenceOf({ problem, part, paragraph, what }: TemplateFault): string {
  const place = [part, paragraph && t('documents.word_template.paragraph', { paragraph })].filter(Boolean).join(', ');
  const sentence = t(`documents.word_template.fault.${problem}`, { what });
  return place ? t('documents.word_template.at', { place, sentence }) : sentence;
}

interface Written {
  place: string;
  value: string;
}

/** Places as they are typed, each repetition with what stands in it. */
function written(places: Places, sample: unknown, before = ''): Written[] {
  return Object.entries(places).flatMap(([name, place]) => {
    const value = (sample as Record<string, unknown> | undefined)?.[name];
    return place.is === 'group' ? written(place.of, value, `${before}${name}.`) : [one(place, before + name, value)];
  });
}

function one(place: Place, path: string, value: unknown): Written {
  if (place.is === 'list') {
    const [first] = Array.isArray(value) ? (value as unknown[]) : [];
    const inner = place.of.is === 'group' ? written(place.of.of, first) : [{ place: '{.}', value: shown(first) }];
    return {
      place: `{#${path}} ${inner.map((each) => each.place).join(' ')} {/${path}}`,
      value: inner
        .map((each) => each.value)
        .filter(Boolean)
        .join(' · '),
    };
  }
  return { place: `{${path}}`, value: shown(value) };
}

function shown(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
