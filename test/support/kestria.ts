import { Current } from '../../src/platform/current.js';
import { EditionsService } from '../../src/programme/editions/editions.service.js';
import type { ItemType } from '../../src/programme/programme-item.entity.js';
import { ProgrammeService } from '../../src/programme/programme.service.js';
import { RequestedMeetingsService } from '../../src/programme/requested-meetings.service.js';
import type { TestApp } from './app.js';
import { aMember, aPartner, aPerson } from './activities.js';
import { anInterpreter, anItem, aVenue, aVisit } from './programme.js';

type Row = [day: number, from: string, minutes: number, type: ItemType, title: string, venue?: string, track?: string];

const LINES: Row[] = [
  [8, '13:40', 30, 'arrival', 'Arrival, Terminal A', 'Airport, VIP entrance 3'],
  [8, '14:10', 35, 'transfer', 'Motorcade to the hotel'],
  [8, '14:45', 75, 'free', 'Check-in and private time', 'Grand Hotel Arvena'],
  [8, '16:15', 15, 'wreath', 'Wreath-laying', 'Independence Square'],
  [8, '16:15', 105, 'culture', 'Museum of Glass', undefined, 'spouse'],
  [8, '16:40', 50, 'meeting', 'Tête-à-tête of the Speaker and the President', 'Speaker’s Office'],
  [8, '19:30', 150, 'meal', 'Official dinner hosted by H.E. the Speaker', 'Palace of the Estates, Mirror Hall'],
  [9, '08:30', 20, 'transfer', 'Motorcade to the Assembly'],
  [9, '09:00', 75, 'negotiation', 'Talks of the delegations', 'Hall of Columns'],
  [9, '09:40', 160, 'culture', 'Children’s Hospital; Weavers’ School', undefined, 'spouse'],
  [9, '10:15', 15, 'signing', 'Signing', 'Hall of Columns'],
  [9, '10:30', 20, 'press', 'To the press', 'Rotunda'],
  [9, '11:00', 20, 'meeting', 'Address to the plenary'],
  [9, '11:30', 45, 'courtesy-call', 'Call on the Prime Minister', 'Government House'],
  [9, '12:45', 90, 'meal', 'Lunch of the Friendship Group', 'Winter Garden'],
  [9, '14:45', 60, 'meeting', 'Committee on Foreign Affairs', 'Room 214'],
  [9, '16:15', 70, 'visit-site', 'Innovation Quarter', 'Dock 7'],
  [9, '17:40', 80, 'free', 'Private time', 'Grand Hotel Arvena'],
  [9, '19:30', 135, 'culture', 'Opera: The Lantern Keeper', 'Box of the Assembly'],
  [10, '08:20', 18, 'transfer', 'To the Assembly, luggage follows'],
  [10, '08:40', 60, 'meal', 'Working breakfast', 'Members’ Dining Room'],
  [10, '10:00', 90, 'meeting', 'Lecture at the University of Arvena', 'Aula Magna'],
  [10, '11:45', 20, 'honours', 'Book of Honour, exchange of gifts', 'Rotunda'],
  [10, '12:30', 70, 'meal', 'Lunch hosted by the Deputy Speaker', 'Villa Corentin'],
  [10, '14:00', 40, 'transfer', 'Motorcade to the airport'],
  [10, '14:40', 45, 'honours', 'Farewell, VIP lounge “Aurora”', 'Terminal A'],
  [10, '15:50', 30, 'departure', 'Departure KE 405'],
];

/** The visit of the pictures: three days, twenty-seven lines, one released edition, one conflict, three meetings asked for. */
export async function theKestrianVisit(house: TestApp): Promise<{ activityId: string; inConflict: string }> {
  const partnerId = await aPartner(house);
  const activityId = await aVisit(house, { partnerId });
  const own = await aPartner(house, 'National Assembly of Velmora', 'LU');
  const people: { personId: string; side: 'host' | 'guest' }[] = [];
  for (const [side, familyName, givenName, honorific] of [
    ['host', 'Holt', 'Casimir', 'Mr'],
    ['guest', 'Marenko', 'Adela', 'H.E. Ms'],
    ['guest', 'Ssiapura', 'Mikalai', 'Mr'],
    ['guest', 'Verhale', 'Lena', 'Ms'],
    ['guest', 'Odrin', 'Paul', 'Mr'],
  ] as const) {
    const personId = await aPerson(house, { familyName, givenName, honorific });
    await aMember(house, activityId, side, side === 'host' ? own : partnerId, personId);
    people.push({ personId, side });
  }
  const orsell = await anInterpreter(house, 'Orsell');
  await anInterpreter(house, 'Rakitin', 'Ilya');
  const venues = new Map<string, string>();
  const venueOf = async (name: string) => {
    if (!venues.has(name)) venues.set(name, await aVenue(house, name, 80));
    return venues.get(name)!;
  };
  const ids = new Map<string, string>();
  for (const [day, from, minutes, type, title, venue, track] of LINES) {
    const { item } = await anItem(house, activityId, {
      type,
      title: { en: title },
      at: `2027-03-${String(day).padStart(2, '0')}T${from}`,
      minutes,
      venueId: venue ? await venueOf(venue) : null,
      track: track ?? null,
      participants: type === 'meeting' && day === 9 && from === '14:45' ? people : [],
      interpreters: /Committee|dinner|Talks/.test(title) ? [{ interpreterId: orsell, pair: 'fr-en' }] : [],
      dress: title.startsWith('Official dinner') ? 'Black tie / long dress' : null,
      audiences: track ? ['working', 'pocket', 'spouse'] : ['guest', 'working', 'pocket'],
    });
    ids.set(title, item.id);
  }
  await house.within(async () => {
    await house.get(EditionsService).release(activityId);
    const programme = house.get(ProgrammeService);
    await programme.move(ids.get('Opera: The Lantern Keeper')!, Temporal.PlainDateTime.from('2027-03-09T19:00'));
    await programme.move(ids.get('Innovation Quarter')!, Temporal.PlainDateTime.from('2027-03-09T16:25'));
    await programme.cancel(ids.get('Working breakfast')!);
    const requests = house.get(RequestedMeetingsService);
    const ask = (title: string, minutes: number, askedBy: string) =>
      requests.ask(activityId, { title, minutes, askedBy, askedOn: Temporal.PlainDate.from('2027-02-18'), note: null });
    await ask('Minister of Education Corin Hale', 45, 'Kestria');
    await ask('Общество дружбы «Мост»', 30, 'the Friendship Group');
    await ask('Chamber of Commerce, reception', 300, 'the Chamber');
    return Current.institutionId;
  });
  const other = await aVisit(house, { title: { en: 'Visit of the Shura of Qamara' } });
  await anItem(house, other, {
    title: { en: 'Qamaran delegation' },
    at: '13:30',
    minutes: 120,
    venueId: await venueOf('Villa Corentin'),
    interpreters: [{ interpreterId: orsell, pair: 'fr-en' }],
  });
  return { activityId, inConflict: ids.get('Committee on Foreign Affairs')! };
}
