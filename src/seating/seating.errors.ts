import { DomainError } from '../platform/errors.js';

export class TooManySeats extends DomainError {
  constructor(most: number) {
    super('seating.error.seats', { most }, { field: 'tables' });
  }
}

export class NoSuchSeat extends DomainError {
  constructor() {
    super('seating.error.seat', {}, { status: 409 });
  }
}
