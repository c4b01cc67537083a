import { Current } from '../../platform/current.js';
import { formatDay, formatInstant, formatWeekday, formatZone } from '../../platform/i18n/format.js';
import { localized, t } from '../../platform/i18n/translate.js';
import { offlineWorker } from '../../platform/web/offline-worker.js';
import { currentVisit } from '../../platform/web/visit.js';
import type { PocketLink } from './pocket-link.entity.js';
import type { Pocket, PocketLine } from './pocket.queries.js';

const p = (key: string, params?: Record<string, string | number>) => t(`programme.public.${key}`, params);

/** The programme on a guest's telephone: days, hours, places, and whom to call. */
export function PocketPage({ pocket, link, token }: { pocket: Pocket; link: PocketLink; token: string }) {
  const { activity, lines } = pocket;
  const days = [...new Set(lines.map(({ start }) => start.slice(0, 10)))].map((day) => Temporal.PlainDate.from(day));
  const { letterhead } = Current.institution;
  const phone = link.contactPhone || letterhead?.phone;
  return (
    <>
      <h1>{localized(activity.title)}</h1>
      {lines.length === 0 && <p class="foot">{p('empty')}</p>}
      {days.length > 1 && (
        <nav class="daytabs" aria-label={p('days')}>
          {days.map((day) => (
            <a key={day.toString()} href={`#d${day.toString()}`}>
              <b>{day.day}</b>
              {formatWeekday(day, 'short')}
            </a>
          ))}
        </nav>
      )}
      {days.map((day) => (
        <section key={day.toString()}>
          <h2 id={`d${day.toString()}`}>{formatDay(day, 'yearless')}</h2>
          <ul class="pk">
            {lines
              .filter(({ start }) => start.startsWith(day.toString()))
              .map((line) => (
                <Line key={line.id} line={line} pocket={pocket} />
              ))}
          </ul>
        </section>
      ))}
      <p class="foot">
        {activity.partnerTimeZone && activity.partnerTimeZone !== activity.timeZone
          ? `${p('times', { place: formatZone(activity.timeZone), home: formatZone(activity.partnerTimeZone) })} `
          : ''}
        {p('edition', { number: pocket.number, when: formatInstant(pocket.releasedAt, activity.timeZone) })}{' '}
        <span id="kept" hidden>
          {p('kept')}
        </span>
      </p>
      {phone && (
        <p class="foot">
          <a class="btn" href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
            {link.contactName ? p('call', { name: link.contactName }) : p('call_protocol')}
          </a>
        </p>
      )}
      {letterhead?.email && (
        <p class="foot">
          <a href={`mailto:${letterhead.email}`}>{letterhead.email}</a>
        </p>
      )}
      <script nonce={currentVisit().nonce} dangerouslySetInnerHTML={{ __html: onThePhone(token) }} />
    </>
  );
}

function Line({ line, pocket }: { line: PocketLine; pocket: Pocket }) {
  const { activity } = pocket;
  const start = Temporal.PlainDateTime.from(line.start).toZonedDateTime(line.startZone);
  const end = Temporal.PlainDateTime.from(line.end).toZonedDateTime(line.endZone);
  const there = activity.partnerTimeZone ? start.withTimeZone(activity.partnerTimeZone) : start;
  const place = localized(line.venueName);
  return (
    <li
      class={line.cancelled ? 'off' : undefined}
      data-from={start.epochMilliseconds}
      data-until={end.epochMilliseconds}
    >
      <div class="when">
        <span class="t">{line.start.slice(11)}</span>
        {there.offsetNanoseconds !== start.offsetNanoseconds && (
          <small>{there.toPlainTime().toString({ smallestUnit: 'minute' })}</small>
        )}
      </div>
      <div>
        <h3>{localized(line.title)}</h3>
        {line.cancelled ? (
          <p class="ochre">{p('cancelled')}</p>
        ) : (
          <>
            <p>
              {[place, line.venueAddress].filter(Boolean).join(', ')}
              {place && ' · '}
              {p('until', { time: line.end.slice(11) })}
            </p>
            {(line.latitude !== null || line.venueAddress) && (
              <p>
                <a href={mapOf(line)} rel="noreferrer" target="_blank">
                  {p('map')}
                </a>
              </p>
            )}
            {line.interpreterNames.length > 0 && <p>{p('interpreter', { names: line.interpreterNames.join(', ') })}</p>}
            {line.cars.map((car) => (
              <p key={car.label}>
                {car.label}
                {car.phone && (
                  <>
                    {' · '}
                    <a href={`tel:${car.phone.replaceAll(/[^\d+]/g, '')}`}>{car.driver || car.phone}</a>
                  </>
                )}
              </p>
            ))}
            {line.dress && <p>{line.dress}</p>}
            {line.was && <p class="ochre">{p('was', { time: line.was })}</p>}
            {line.isNew && <p class="ochre">{p('new')}</p>}
          </>
        )}
      </div>
    </li>
  );
}

function mapOf({ latitude, longitude, venueAddress, venueName }: PocketLine): string {
  if (latitude !== null && longitude !== null)
    return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  const words = encodeURIComponent([localized(venueName), venueAddress].filter(Boolean).join(', '));
  return `https://www.openstreetmap.org/search?query=${words}`;
}

/** Keeps the page for when there is no network, and marks what is past and what is on. */
function onThePhone(token: string): string {
  return `(()=>{
const mark=()=>{const now=Date.now();for(const li of document.querySelectorAll('.pk li')){
li.classList.toggle('past',+li.dataset.until<now);li.classList.toggle('nowline',+li.dataset.from<=now&&now<+li.dataset.until)}};
mark();setInterval(mark,30000);
if('serviceWorker' in navigator)navigator.serviceWorker.register('/p/${token}/worker.js',{scope:'/p/${token}'}).then(()=>navigator.serviceWorker.ready).then(()=>{document.getElementById('kept').hidden=false}).catch(()=>{});
})()`;
}

/** The worker of one link. */
export const pocketWorker = (token: string): string => offlineWorker(`pocket-${token.slice(3, 15)}`, `/p/${token}`);
