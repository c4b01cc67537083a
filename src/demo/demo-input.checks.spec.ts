import { describe, expect, it } from 'vitest';
import { linesOf, linesOfChanged, shipped, type Wrong } from '../../test/support/demo-input.js';

const wrong: Wrong[] = [
  [
    'a currency whose rate nobody knows',
    (input) => (input.execution.costs[0].currency = 'JPY'),
    'execution.costs[0].rate: expected the rate of JPY, such as "0.92", got nothing',
  ],
  [
    'an unknown person',
    (input) => (input.programme[1].participants.guest[2] = 'g-nobody'),
    'programme[1].participants.guest[2]: expected the key of a member of the guest delegation, got unknown key "g-nobody"',
  ],
  [
    'a person of the other side',
    (input) => (input.programme[1].responsible = 'g-holt'),
    'programme[1].responsible: expected the key of a member of the host delegation, got unknown key "g-holt"',
  ],
  [
    'an unknown venue',
    (input) => (input.programme[1].venue = 'moon'),
    'programme[1].venue: expected the key of a venue, got unknown key "moon"',
  ],
  [
    'an unknown vehicle',
    (input) => (input.programme[2].vehicles[3] = 'car-9'),
    'programme[2].vehicles[3]: expected the key of a vehicle, got unknown key "car-9"',
  ],
  [
    'an unknown interpreter',
    (input) => (input.programme[1].interpreters[0].interpreter = 'i-x'),
    'programme[1].interpreters[0].interpreter: expected the key of an interpreter, got unknown key "i-x"',
  ],
  [
    'a pair the interpreter does not have',
    (input) => (input.programme[1].interpreters[0].pair = ['de', 'ru']),
    'programme[1].interpreters[0].pair: expected a pair that i-arlouskaya interprets (fr–ru, en–ru), got de–ru',
  ],
  [
    'an end before the start',
    (input) => (input.programme[1].endsAt = '2027-03-15T12:40'),
    'programme[1].endsAt: expected a time after 2027-03-15T12:50, got 2027-03-15T12:40',
  ],
  [
    'a line of more than two days',
    (input) => (input.programme[1].endsAt = '2027-03-17T12:51'),
    'programme[1].endsAt: expected an end within 48 hours of the start, got 2027-03-17T12:51',
  ],
  [
    'an end before the start across two zones',
    (input) => (input.programme[0].endsAt = '2027-03-15T09:50'),
    'programme[0].endsAt: expected a time after 2027-03-15T10:10, the start as Europe/Minsk has it, got 2027-03-15T09:50',
  ],
  [
    'a start before the visit',
    (input) => (input.programme[1].startsAt = '2027-03-14T12:50'),
    'programme[1].startsAt: expected a day of the visit (2027-03-15 to 2027-03-17), got 2027-03-14T12:50',
  ],
  [
    'an end long after the visit',
    (input) => (input.programme[24].endsAt = '2027-03-19T16:20'),
    'programme[24].endsAt: expected an end not after 2027-03-18, the day after the visit, got 2027-03-19T16:20',
  ],
  [
    'a key used twice',
    (input) => (input.vehicles[3].key = 'car-1'),
    'vehicles[3].key: expected a key of its own; vehicles[0].key has it too, got "car-1"',
    'programme[2].vehicles[3]: expected the key of a vehicle, got unknown key "car-4"',
    'programme[23].vehicles[3]: expected the key of a vehicle, got unknown key "car-4"',
  ],
  [
    'a person twice in one line',
    (input) => (input.programme[1].participants.host[1] = 'h-lapko'),
    'programme[1].participants.host[1]: expected each key once, got "h-lapko" a second time',
  ],
  [
    'two heads',
    (input) => (input.delegations.guest.members[1].role = 'head'),
    'delegations.guest.members: expected exactly one member with the role head, got 2',
  ],
  [
    'an answer of nobody',
    (input) => (input.answers[0].guest = 'guest-99'),
    'answers[0].guest: expected the key of an invitee, got unknown key "guest-99"',
  ],
  [
    'an invitation to nothing',
    (input) => (input.invitees[0].invitedTo = ['ball']),
    'invitees[0].invitedTo[0]: expected the key of a programme item, got unknown key "ball"',
  ],
  [
    'a travel time to nowhere',
    (input) => (input.venues[0].travelMinutes = { moon: 5 }),
    'venues[0].travelMinutes.moon: expected the key of a venue, got unknown key "moon"',
  ],
  [
    'a commitment of the other side',
    (input) => (input.execution.commitments[0].side = 'guest'),
    'execution.commitments[0].responsible: expected the key of a member of the guest delegation, got unknown key "h-zhdan"',
  ],
  [
    'an outcome of an unknown line',
    (input) => (input.execution.items[0].item = 'ball'),
    'execution.items[0].item: expected the key of a programme item, got unknown key "ball"',
  ],
];

describe('the whole of a demo file', () => {
  it('lets a line run over midnight of the last day', () => {
    const input = JSON.parse(shipped);
    input.programme[22].endsAt = '2027-03-18T00:30';
    expect(linesOf(JSON.stringify(input))).toEqual([]);
  });

  it('refuses an hour that summer time skips', () => {
    const input = JSON.parse(shipped);
    input.visit.endsOn = '2027-03-28';
    Object.assign(input.programme[16], { startsAt: '2027-03-28T02:30', endsAt: '2027-03-28T03:30' });
    expect(linesOf(JSON.stringify(input))).toEqual([
      'programme[16].startsAt: expected a time that exists in Europe/Brussels, whose clocks go forward that night, got 2027-03-28T02:30',
      'programme[16].endsAt: expected a time after 2027-03-28T03:30, got 2027-03-28T03:30',
    ]);
  });

  it('refuses a visit that ends before it begins', () => {
    const input = JSON.parse(shipped);
    input.visit.startsOn = '2027-03-18';
    expect(linesOf(JSON.stringify(input))[0]).toBe(
      'visit.endsOn: expected a day not before 2027-03-18, got 2027-03-17',
    );
  });

  it.each(wrong)('names %s', (_what, change, ...lines) => {
    expect(linesOfChanged(change)).toEqual(lines);
  });
});
