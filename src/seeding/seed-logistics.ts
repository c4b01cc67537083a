import { CounterpartLinesService } from '../logistics/counterpart/counterpart-lines.service.js';
import { CounterpartLinksService } from '../logistics/counterpart/counterpart-links.service.js';
import { hashToken } from '../platform/secrets/secrets.service.js';
import { ActivitiesQueries, type MemberRow } from '../activities/activities.queries.js';
import type { EntryInput } from '../logistics/logistics.forms.js';
import type { LogisticsKindName } from '../logistics/logistics-kinds.rules.js';
import { LogisticsService } from '../logistics/logistics.service.js';
import { fullName } from '../directory/people.queries.js';
import { inHouseLanguage } from './directory-seeds.js';
import { itemTimes } from './house-seed.js';
import type { SeedActivity } from './house-seed.schema.js';
import type { Stage } from './stage.js';

const EMPTY: EntryInput = { members: [], at: null, from: null, to: null, note: '', facts: {} };

/** What stands around the people of a visit in the story: rides, rooms, badges and honours, by its lines of arrival and departure. */
export async function seedLogistics(
  stage: Stage,
  activity: SeedActivity,
  id: string,
  today: Temporal.PlainDate,
): Promise<void> {
  const members = await stage.db.read(() => stage.get(ActivitiesQueries).members(id));
  const guests = members.filter(({ side }) => side === 'guest');
  const hosts = members.filter(({ side }) => side === 'host');
  const [head] = guests;
  if (!head) return;
  const logistics = stage.get(LogisticsService);
  const enter = async (kind: LogisticsKindName, input: Partial<EntryInput>, ...steps: string[]) => {
    const entry = await logistics.enter(id, kind, { ...EMPTY, ...input });
    for (const to of steps) await logistics.take(id, entry, to, null);
  };
  const everybody = guests.map((one) => one.id);
  const at = (type: string) => {
    const item = activity.programme.find((one) => one.type === type);
    return item && itemTimes(item, today);
  };
  // They are welcomed as they land, and taken leave of before they fly.
  const [arrives, leaves] = [at('arrival')?.startsAt, at('departure')?.endsAt];
  const here = inHouseLanguage(activity.city);
  const ride = { mode: 'flight', toPlace: here, terminal: '1', luggage: `${guests.length}` };
  if (arrives)
    await enter('arrival', { members: everybody, at: arrives, facts: { ...ride, number: 'KE 402' } }, 'confirmed');
  if (leaves)
    await enter('departure', {
      members: everybody,
      at: leaves,
      facts: { mode: 'flight', fromPlace: here, terminal: '1', number: 'KE 403' },
    });
  const nights = { from: today.add({ days: activity.startsDay }), to: today.add({ days: activity.endsDay }) };
  for (const [place, guest] of guests.entries()) {
    const room = { hotel: 'Hotel “Dvina”', roomType: place === 0 ? 'suite' : 'single', number: `${401 + place}` };
    await enter('room', { ...nights, members: [guest.id], facts: { ...room, payer: 'host' } }, 'booked');
    await enter('accreditation', { members: [guest.id], facts: badge(guest, place) }, 'approved');
  }
  await papers(enter, guests, nights);
  await honours(enter, head, hosts[0], arrives);
  if (activity.state.toLowerCase() === 'programme_draft') await ownList(stage, id, nights.to);
}

const badge = (guest: MemberRow, place: number) => ({
  badge: guest.role === 'press' ? 'press' : 'delegate',
  zone: place === 0 ? 'A' : 'B',
  number: `${place + 1}`,
});

type Enter = (kind: LogisticsKindName, input: Partial<EntryInput>, ...steps: string[]) => Promise<void>;

/** Visas, insurance and clearances at different stages: the head's are settled, the last guest's only begun. */
async function papers(
  enter: Enter,
  guests: readonly MemberRow[],
  nights: { from: Temporal.PlainDate; to: Temporal.PlainDate },
) {
  const visa = { category: 'C', entries: 'single', support: 'Note verbale of the House' };
  for (const [place, { id }] of guests.slice(0, 3).entries())
    await enter('visa', { ...nights, members: [id], facts: visa }, ...['applied', 'granted'].slice(0, 2 - place));
  const insured = guests.slice(0, -1).map(({ id }) => id);
  const policy = { insurer: 'Meridian Mutual', payer: 'guest' };
  if (insured.length > 0) await enter('insurance', { ...nights, members: insured, facts: policy }, 'taken-out');
  for (const { id } of guests.slice(-1)) await enter('insurance', { ...nights, members: [id], facts: policy });
  // Whom security has cleared only security says: the desk asks.
  await enter('clearance', { members: guests.map(({ id }) => id), facts: { authority: 'State Protection Service' } });
  await enter('medical', {
    facts: { what: 'Doctor on call', hospital: 'City Hospital No. 2', contact: '+000 17 400 103' },
  });
}

async function honours(
  enter: Enter,
  head: MemberRow,
  greeter: MemberRow | undefined,
  at: Temporal.PlainDateTime | undefined,
): Promise<void> {
  if (!at || !greeter) return;
  await enter('honours', {
    at,
    note: fullName(head),
    facts: { place: 'VIP', greeter: fullName(greeter), lounge: 'VIP', flowers: true, carpet: true },
  });
  await enter('advance', {
    from: at.toPlainDate().subtract({ days: 6 }),
    facts: { who: 'Head of Protocol', places: 'Hotel “Dvina”' },
  });
}

/** The partner's secretariat has begun its own list: two lines wait to be taken over. */
async function ownList(stage: Stage, activityId: string, expiresOn: Temporal.PlainDate): Promise<void> {
  const url = await stage
    .get(CounterpartLinksService)
    .make(activityId, { name: 'Secretariat of the delegation', language: 'en', expiresOn });
  const line = { role: 'adviser' as const, honorific: 'Ms', nativeName: '', arrivesBy: '', leavesBy: '', note: '' };
  await stage.db.transaction(async () => {
    const link = await stage.get(CounterpartLinksService).opened(hashToken(url.split('/').at(-1)!));
    const lines = stage.get(CounterpartLinesService);
    await lines.enter(link, {
      ...line,
      givenName: 'Runa',
      familyName: 'Calder',
      post: 'Adviser to the delegation',
      languages: 'English, French',
      diet: 'vegetarian',
    });
    await lines.enter(link, {
      ...line,
      role: 'press',
      honorific: 'Mr',
      givenName: 'Oskar',
      familyName: 'Finch',
      post: 'Photographer',
      languages: 'English',
    });
  });
}
