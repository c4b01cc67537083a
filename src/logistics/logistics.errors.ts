import { DomainError } from '../platform/errors.js';

export class DaysReversed extends DomainError {
  constructor() {
    super('logistics.error.days_reversed', {}, { field: 'to' });
  }
}

/** An entry about people names at least one of this activity. */
export class NobodyNamed extends DomainError {
  constructor() {
    super('logistics.error.nobody_named', {}, { field: 'members' });
  }
}

/** Two sleep in a double room, not three. */
export class RoomTooSmall extends DomainError {
  constructor(beds: number) {
    super('logistics.error.room_too_small', { beds }, { field: 'members' });
  }
}
