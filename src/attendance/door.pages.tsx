import { formatTime } from '../platform/i18n/format.js';
import { t } from '../platform/i18n/translate.js';
import { Button } from '../platform/web/components/button.js';
import { Field } from '../platform/web/components/field.js';
import { COMING } from '../invitations/invitation.states.js';
import type { GuestAtDoor, WalkIn } from './attendance.queries.js';

const words = (key: string) => t(`attendance.door.${key}`);

/** One long list for the thumb: find, press, next. Without scripts each press is a form; with them it needs no network. */
export function DoorPage({
  title,
  path,
  guests,
  walkIns,
  zone,
}: {
  title: string;
  path: string;
  guests: GuestAtDoor[];
  walkIns: WalkIn[];
  zone: string;
}) {
  return (
    <main
      id="main"
      data-controller="door"
      data-door-path-value={path}
      data-door-zone-value={zone}
      data-door-kept-value={words('kept')}
      data-door-sent-value={words('sent')}
      data-door-signin-value={words('sign_in')}
      data-door-refused-value={words('refused')}
    >
      <header class="door-head">
        <p>
          <a href={path}>{t('attendance.title')}</a>
        </p>
        <h1>{title}</h1>
        <p class="door-count">
          <b data-door-target="count">{guests.filter((guest) => guest.check_in_id).length}</b>
          {` / ${guests.length}`}
          {' · '}
          <span data-door-target="walkIns">{walkIns.length}</span> {words('not_on_list')}
        </p>
        <p class="small" role="status" data-door-target="state">
          {words('sent')}
        </p>
        <div class="row-flex">
          <input
            class="form-control"
            type="search"
            aria-label={words('find')}
            placeholder={words('find')}
            data-door-target="find"
            data-action="input->door#filter"
          />
          <button type="button" class="btn" hidden data-door-target="scan" data-action="door#scan">
            {words('scan')}
          </button>
        </div>
        <video class="door-camera" hidden muted playsInline data-door-target="camera" />
      </header>
      <ul class="door-list">
        {guests.map((guest) => (
          <Row key={guest.id} guest={guest} path={path} zone={zone} />
        ))}
      </ul>
      <section class="door-walk-in">
        <h2>{words('walk_in')}</h2>
        <form method="post" action={`${path}/walk-ins`} class="form" data-action="submit->door#walkIn">
          <Field name="name" label={t('attendance.name')} required />
          <Field name="organisation" label={t('attendance.organisation')} />
          <Button>{t('attendance.add')}</Button>
        </form>
      </section>
    </main>
  );
}

function Row({ guest, path, zone }: { guest: GuestAtDoor; path: string; zone: string }) {
  const instead = guest.representative?.name;
  const party = [instead && guest.name, guest.post, guest.organisation, ...guest.companion_names].filter(Boolean);
  return (
    <li
      id={`g-${guest.id}`}
      data-door-target="guest"
      data-id={guest.id}
      data-entry={guest.check_in_id ?? undefined}
      data-words={[guest.name, instead, ...party].join(' ').toLowerCase()}
    >
      <div>
        <p class="strong">
          <bdi>{instead ?? guest.name}</bdi>
        </p>
        <p class="small mute">
          <bdi>{party.join(', ')}</bdi>
          {!COMING.includes(guest.state) && guest.state !== 'attended' && (
            <span class="ochre"> {t(`invitations.state.${guest.state}`)}</span>
          )}
        </p>
      </div>
      <form
        method="post"
        action={`${path}/arrivals`}
        data-action="submit->door#letIn"
        hidden={guest.check_in_id !== null}
        data-part="in"
      >
        <input type="hidden" name="guest" value={guest.id} />
        {guest.companions > 0 ? (
          <select name="persons" class="form-select" aria-label={t('attendance.persons_field')}>
            {Array.from({ length: guest.companions + 1 }, (_, n) => guest.companions + 1 - n).map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        ) : (
          <input type="hidden" name="persons" value="1" />
        )}
        <button class="btn btn-primary" aria-label={t('attendance.let_in_named', { name: instead ?? guest.name })}>
          {t('attendance.let_in')}
        </button>
      </form>
      <form
        method="post"
        action={`${path}/arrivals/${guest.check_in_id ?? 'none'}/undo`}
        data-action="submit->door#takeBack"
        hidden={guest.check_in_id === null}
        data-part="out"
      >
        <span class="moss t" data-part="time">
          {guest.arrived_at && formatTime(guest.arrived_at.toZonedDateTimeISO(zone))}
        </span>
        <button class="btn btn-sm btn-plain" aria-label={t('attendance.undo_named', { name: instead ?? guest.name })}>
          {t('attendance.undo')}
        </button>
      </form>
    </li>
  );
}
