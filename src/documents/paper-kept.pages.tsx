import { Current } from '../platform/current.js';
import { formatDay } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Stamp } from '../platform/web/components/time.js';
import type { DispatchRow, VersionRow } from './documents.queries.js';

/** What was kept of a paper in one language, and who received it. */
export function Kept({
  versions,
  dispatches,
  file,
}: {
  versions: VersionRow[];
  dispatches: DispatchRow[];
  file: (format: string, more?: string) => string;
}) {
  return (
    <table class="list">
      <caption class="vh">{t('documents.kept')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('documents.kept')}</th>
          <th scope="col">{t('documents.made_at')}</th>
          <th scope="col">{t('documents.received')}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((one) => (
          <tr key={one.number}>
            <th scope="row">
              {t('documents.version', { number: one.number })}{' '}
              {one.formats.map((format) => (
                <a key={format} class="nb" href={file(format, `&version=${one.number}`)} data-turbo="false">
                  {t(`documents.format.${format}`)}{' '}
                </a>
              ))}
              {one.approved_at && <b>{t('documents.signed')}</b>}
              {one.reason && <p class="small mute">{one.reason}</p>}
            </th>
            <td>
              <Stamp at={one.created_at} zone={Current.institution.timeZone} />
              {one.made_by_name && <span class="small mute"> {one.made_by_name}</span>}
              <br />
              <code class="small mute" title={one.sha256}>
                {one.sha256.slice(0, 12)}
              </code>
            </td>
            <td>
              <Received by={dispatches.filter(({ number }) => number === one.number)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Who received a version; many are counted, and opened where they are asked for. */
function Received({ by }: { by: DispatchRow[] }) {
  if (by.length === 0) return null;
  const list = (
    <ul class="received">
      {by.map((one, n) => (
        <li key={n}>
          <bdi>{one.recipient}</bdi>{' '}
          <span class="small mute">
            {t(`documents.channels.${one.channel}`)}, {sentOn(one)}
            {one.is_back && <b class="wine"> {t('documents.came_back')}</b>}
          </span>
        </li>
      ))}
    </ul>
  );
  if (by.length <= 6) return list;
  return (
    <details>
      <summary>{t('documents.received_by', { count: by.length })}</summary>
      {list}
    </details>
  );
}

const sentOn = ({ sent_at }: DispatchRow) =>
  formatDay(sent_at.toZonedDateTimeISO(Current.institution.timeZone).toPlainDate());
