/** How a table stands in the room. `head`: a head table facing round ones. `talks`: two delegations face each other. */
export const SHAPES = ['long', 'round', 'head', 'u', 'block', 'theatre', 'talks'] as const;
export type Shape = (typeof SHAPES)[number];
/** Whether several tables, or rows, stand in the room. */
export const isSeveral = (shape: Shape): boolean => ['round', 'head', 'theatre'].includes(shape);
export const MOST_SEATS = 600;

/** A chair, by table and place at it, both from 0. Lengths are in hundredths of a chair's room. */
export interface Seat {
  table: number;
  seat: number;
  x: number;
  y: number;
  /** Places in the order of honour at this table: 0 is the first. */
  honour: number;
  /** Places at the same table to the left and right. */
  neighbours: number[];
  /** Of talks: which delegation sits on this side. `end`: at the end of the table, where secretaries sit. */
  side?: 'host' | 'guest' | 'end';
}

/** The board itself. */
export interface Board {
  table: number;
  kind: 'bar' | 'disc' | 'stage';
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Layout {
  width: number;
  height: number;
  seats: Seat[];
  boards: Board[];
}

const CHAIR = 100;
const EDGE = 70;

/** @param tables how many chairs stand at each table; for a theatre, in each row; for talks, on each side */
export function layoutOf(shape: Shape, tables: readonly number[]): Layout {
  switch (shape) {
    case 'long':
      return long(tables[0] ?? 0);
    case 'round':
      return rounds(tables, 0, 0);
    case 'head':
      return headAndRounds(tables);
    case 'u':
      return around(tables[0] ?? 0, true);
    case 'block':
      return around(tables[0] ?? 0, false);
    case 'theatre':
      return theatre(tables);
    case 'talks':
      return talks(tables[0] ?? 0);
  }
}

/** How many chairs there are. */
export const seatsOf = (shape: Shape, tables: readonly number[]): number => layoutOf(shape, tables).seats.length;

/**
 * From the middle outward, the right hand of who sits there before his left: 0 is the middle.
 * @param right which way along the row that hand points: 1 for who looks up the plan, -1 for who looks down it
 */
function fromMiddle(count: number, right: 1 | -1, middle: number): number[] {
  const order: number[] = [];
  for (let step = 0; order.length < count; step++)
    for (const at of step === 0 ? [middle] : [middle + right * step, middle - right * step])
      if (at >= 0 && at < count) order.push(at);
  const honour = Array.from({ length: count }, () => 0);
  order.forEach((at, n) => (honour[at] = n));
  return honour;
}

/** Of an even row the chair that leaves the odd one to the right hand. */
const middleOf = (count: number, right: 1 | -1): number =>
  right > 0 ? Math.floor((count - 1) / 2) : Math.ceil((count - 1) / 2);

const inRow = (at: number, count: number): number[] => [at - 1, at + 1].filter((one) => one >= 0 && one < count);

// The hosts' middle faces the guests' middle; the order of honour goes across before it goes outward.
function long(count: number): Layout {
  const top = Math.ceil(count / 2);
  const bottom = count - top;
  const width = top * CHAIR + 2 * EDGE;
  const seats = [
    ...row({ count: top, x: EDGE, y: EDGE, right: -1, middle: middleOf(top, 1), honour: [0, 2] }),
    ...row({
      count: bottom,
      first: top,
      x: EDGE + ((top - bottom) * CHAIR) / 2,
      y: EDGE + 220,
      right: 1,
      honour: [1, 2],
    }),
  ];
  return {
    width,
    height: 2 * EDGE + 220,
    seats: ranked(seats),
    boards: [bar(0, EDGE - 20, EDGE + 55, width - 2 * EDGE + 40, 110)],
  };
}

interface Row {
  table?: number;
  count: number;
  /** Number of its first chair at the table. */
  first?: number;
  x: number;
  y: number;
  /** Which way along the row the right hand points of whoever sits in it. */
  right: 1 | -1;
  middle?: number;
  /** Honour of the middle, and by how much it grows from chair to chair. */
  honour?: [from: number, step: number];
}

function row({
  table = 0,
  count,
  first = 0,
  x,
  y,
  right,
  middle = middleOf(count, right),
  honour: [from, step] = [0, 1],
}: Row): Seat[] {
  const honour = fromMiddle(count, right, middle);
  return Array.from({ length: count }, (_, n) => ({
    table,
    seat: first + n,
    x: x + CHAIR / 2 + n * CHAIR,
    y,
    honour: from + honour[n]! * step,
    neighbours: inRow(n, count).map((one) => first + one),
  }));
}

/** Honours as 0, 1, 2 … in their order. */
function ranked(seats: Seat[]): Seat[] {
  const order = seats.toSorted((a, b) => a.honour - b.honour || a.seat - b.seat);
  order.forEach((seat, n) => (seat.honour = n));
  return seats;
}

function rounds(tables: readonly number[], from: number, top: number): Layout {
  const across = Math.max(1, Math.ceil(Math.sqrt(tables.length)));
  // Wide enough that those beside the top do not lean on it.
  const radius = (count: number) => Math.max(75, (count * 1.16 * CHAIR) / (2 * Math.PI));
  const cell = 2 * (Math.max(0, ...tables.map(radius)) + 50) + 20;
  const seats: Seat[] = [];
  const boards: Board[] = [];
  tables.forEach((count, n) => {
    const [x, y] = [cell * ((n % across) + 0.5), top + cell * (Math.floor(n / across) + 0.5)];
    const r = radius(count);
    const board = r - 40;
    boards.push({ table: from + n, kind: 'disc', x: x - board, y: y - board, width: 2 * board, height: 2 * board });
    for (let seat = 0; seat < count; seat++) {
      const angle = (2 * Math.PI * seat) / count - Math.PI / 2;
      seats.push({
        table: from + n,
        seat,
        x: x + r * Math.cos(angle),
        y: y + r * Math.sin(angle),
        // The first at the top; he looks down the plan, so his right hand is the last chair of the round, then his left, and so on.
        honour: seat === 0 ? 0 : seat < count / 2 ? seat * 2 : (count - seat) * 2 - 1,
        neighbours: count < 2 ? [] : [...new Set([(seat + count - 1) % count, (seat + 1) % count])],
      });
    }
  });
  for (let n = 0; n < tables.length; n++) ranked(seats.filter(({ table }) => table === from + n));
  return {
    width: cell * Math.min(across, Math.max(1, tables.length)),
    height: top + cell * Math.ceil(tables.length / across),
    seats,
    boards,
  };
}

function headAndRounds([head = 0, ...others]: readonly number[]): Layout {
  const room = rounds(others, 1, 200);
  const wide = head * CHAIR + 2 * EDGE;
  const width = Math.max(wide, room.width);
  const shift = (width - room.width) / 2;
  const x = (width - wide) / 2;
  return {
    width,
    height: Math.max(room.height, 200),
    seats: [
      ...row({ count: head, x: x + EDGE, y: EDGE, right: -1 }),
      ...room.seats.map((seat) => ({ ...seat, x: seat.x + shift })),
    ],
    boards: [
      bar(0, x + EDGE - 20, EDGE + 42, head * CHAIR + 40, 60),
      ...room.boards.map((board) => ({ ...board, x: board.x + shift })),
    ],
  };
}

// A path of chairs round three sides (U) or four; the middle of the top is the first.
function around(count: number, isOpen: boolean): Layout {
  const sides = isOpen ? 3 : 4;
  const top = Math.max(1, Math.round(count / sides));
  const bottom = isOpen ? 0 : Math.min(top, Math.max(0, count - top - 2 * Math.floor((count - top) / 3)));
  const legs = count - top - bottom;
  const right = Math.ceil(legs / 2);
  const left = legs - right;
  const width = top * CHAIR + 2 * EDGE + 120;
  const depth = Math.max(right, left, 1) * CHAIR;
  const height = depth + 2 * EDGE + (isOpen ? 60 : 120);
  const at: [number, number][] = [];
  for (let n = left - 1; n >= 0; n--) at.push([EDGE, EDGE + 100 + n * CHAIR]);
  for (let n = 0; n < top; n++) at.push([EDGE + 60 + CHAIR / 2 + n * CHAIR, EDGE]);
  for (let n = 0; n < right; n++) at.push([width - EDGE, EDGE + 100 + n * CHAIR]);
  for (let n = bottom - 1; n >= 0; n--) at.push([EDGE + 60 + CHAIR / 2 + n * CHAIR, height - EDGE]);
  const middle = left + middleOf(top, -1);
  const seats = at.map(([x, y], n): Seat => {
    const forward = (n - middle + count) % count;
    const away = isOpen ? Math.abs(n - middle) : Math.min(forward, count - forward);
    // At the top they look down the plan: their right hand is where the count comes from.
    const isRight = isOpen ? n < middle : forward >= count / 2;
    const ends = isOpen ? inRow(n, count) : count < 2 ? [] : [...new Set([(n + count - 1) % count, (n + 1) % count])];
    return { table: 0, seat: n, x, y, honour: away === 0 ? 0 : away * 2 - (isRight ? 1 : 0), neighbours: ends };
  });
  const boards = [
    bar(0, EDGE + 45, EDGE + 45, width - 2 * EDGE - 90, 60),
    bar(0, EDGE + 45, EDGE + 45, 60, height - 2 * EDGE - (isOpen ? 45 : 90)),
    bar(0, width - EDGE - 105, EDGE + 45, 60, height - 2 * EDGE - (isOpen ? 45 : 90)),
    ...(isOpen ? [] : [bar(0, EDGE + 45, height - EDGE - 105, width - 2 * EDGE - 90, 60)]),
  ];
  return { width, height, seats: ranked(seats), boards };
}

function theatre(rowsOf: readonly number[]): Layout {
  const width = Math.max(1, ...rowsOf) * CHAIR + 2 * EDGE;
  const seats = rowsOf.flatMap((count, n) =>
    row({ table: n, count, x: EDGE + (width - 2 * EDGE - count * CHAIR) / 2, y: 220 + n * 130, right: 1 }),
  );
  return {
    width,
    height: 220 + rowsOf.length * 130,
    seats,
    boards: [{ table: 0, kind: 'stage', x: width * 0.25, y: 30, width: width * 0.5, height: 70 }],
  };
}

// Heads in the middle, facing; secretaries at the table's ends.
function talks(side: number): Layout {
  const width = side * CHAIR + 2 * EDGE + 160;
  const seats: Seat[] = [
    ...row({ count: side, x: EDGE + 80, y: EDGE, right: -1, middle: middleOf(side, 1), honour: [0, 2] }).map(
      (seat) => ({ ...seat, side: 'guest' as const }),
    ),
    ...row({ count: side, first: side, x: EDGE + 80, y: EDGE + 240, right: 1, honour: [1, 2] }).map((seat) => ({
      ...seat,
      side: 'host' as const,
    })),
    ...[EDGE, width - EDGE].map((x, n) => ({
      table: 0,
      seat: 2 * side + n,
      x,
      y: EDGE + 120,
      honour: 2 * side + n,
      neighbours: n === 0 ? [0, side] : [side - 1, 2 * side - 1],
      side: 'end' as const,
    })),
  ];
  return {
    width,
    height: 2 * EDGE + 240,
    seats: ranked(seats),
    boards: [bar(0, EDGE + 60, EDGE + 60, width - 2 * EDGE - 120, 120)],
  };
}

const bar = (table: number, x: number, y: number, width: number, height: number): Board => ({
  table,
  kind: 'bar',
  x,
  y,
  width,
  height,
});
