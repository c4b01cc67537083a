import { Column, Entity } from 'typeorm';
import { BoolCol, JsonCol, TenantEntity, TextCol, UuidCol } from '../platform/database/columns.js';
import { NoSuchSeat, TooManySeats } from './seating.errors.js';
import { fill, type Place, type Sitter, type Table } from './seating.rules.js';
import { layoutOf, MOST_SEATS, seatsOf, type Shape } from './shapes.rules.js';

/** Chairs of one occasion and who sits on them. */
@Entity('seating_plan')
export class SeatingPlan extends TenantEntity implements Table {
  @UuidCol() activityId!: string;
  @UuidCol({ nullable: true }) itemId!: string | null;
  @TextCol() shape!: Shape;
  @Column({ type: 'int', array: true }) tables!: number[];
  @BoolCol() alternateSides = true;
  @BoolCol() alternateSexes = false;
  @BoolCol() byLanguage = true;
  @BoolCol() couplesApart = false;
  @JsonCol() places: Place[] = [];
  @JsonCol({ nullable: true }) before: Place[] | null = null;

  /** Other tables: who was put somewhere by hand stays there while there is such a chair. @throws TooManySeats */
  arrange(table: Table, people: readonly Sitter[]): void {
    if (seatsOf(table.shape, table.tables) > MOST_SEATS) throw new TooManySeats(MOST_SEATS);
    Object.assign(this, table);
    this.fill(people);
  }

  fill(people: readonly Sitter[]): void {
    this.change(
      fill(
        this,
        people,
        this.places.filter(({ fixed }) => fixed),
      ),
    );
  }

  /** Everybody anew, also who was put somewhere by hand. */
  fillAnew(people: readonly Sitter[]): void {
    this.change(fill(this, people));
  }

  /** Puts somebody on a chair; who sat there takes his, or none. @param to null for no chair @throws NoSuchSeat */
  move(key: string, to: { table: number; seat: number } | null): void {
    if (to && !layoutOf(this.shape, this.tables).seats.some((one) => isAt(one, to))) throw new NoSuchSeat();
    const from = this.places.find((place) => place.key === key);
    const there = to && this.places.find((place) => isAt(place, to));
    const others = this.places.filter((place) => place.key !== key && place !== there);
    this.change([
      ...others,
      ...(to ? [{ key, table: to.table, seat: to.seat, fixed: true }] : []),
      ...(there && there.key !== key && from ? [{ ...there, table: from.table, seat: from.seat }] : []),
    ]);
  }

  takeBack(): void {
    if (this.before) this.change(this.before);
  }

  /** The chairs of those who are still expected: whoever declined has left his. */
  placesOf(people: readonly Sitter[]): Place[] {
    const known = new Set(people.map(({ key }) => key));
    return this.places.filter(({ key }) => known.has(key));
  }

  private change(places: Place[]): void {
    this.before = this.places;
    this.places = places;
  }
}

const isAt = (a: { table: number; seat: number }, b: { table: number; seat: number }) =>
  a.table === b.table && a.seat === b.seat;
