import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '../platform/current.js';
import { Current } from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow, hasRole } from '../platform/permissions/allow.js';
import { Interpreter, Vehicle, Venue } from './resource.entity.js';

export interface NewVenue {
  id?: string;
  name: LocalizedText;
  address: string;
  city: string;
  timeZone: string | null;
  capacity: number | null;
  latitude?: number | null;
  longitude?: number | null;
  sourceKey?: string | null;
}

export interface NewVehicle {
  id?: string;
  label: string;
  plate: string;
  seats: number;
  driverName: string;
  driverPhone: string;
  sourceKey?: string | null;
}

export interface NewInterpreter {
  id?: string;
  personId: string;
  pairs: string[];
  longestShiftMinutes: number;
  restMinutes: number;
  sourceKey?: string | null;
}

/** Venues, vehicles and interpreters that a programme can take. */
@Injectable()
export class ResourcesService {
  constructor(
    private readonly db: Db,
    private readonly events: EventsService,
  ) {}

  addVenue(input: NewVenue): Promise<Venue> {
    return this.add(Venue, { latitude: null, longitude: null, sourceKey: null, ...input }, 'resource.venue_added');
  }

  addVehicle(input: NewVehicle): Promise<Vehicle> {
    return this.add(Vehicle, { sourceKey: null, ...input }, 'resource.vehicle_added');
  }

  addInterpreter(input: NewInterpreter): Promise<Interpreter> {
    return this.add(Interpreter, { sourceKey: null, ...input }, 'resource.interpreter_added');
  }

  /** Notes the minutes by car between two venues, for both ways. */
  setDistance(oneVenueId: string, otherVenueId: string, minutes: number): Promise<void> {
    return this.db.transaction(async () => {
      this.allowKeeping();
      await this.db.rows(
        `insert into venue_distance (institution_id, from_venue_id, to_venue_id, minutes) values ($1, $2, $3, $4), ($1, $3, $2, $4)
         on conflict (institution_id, from_venue_id, to_venue_id) do update set minutes = excluded.minutes`,
        [Current.institutionId, oneVenueId, otherVenueId, minutes],
      );
    });
  }

  private add<E extends Venue | Vehicle | Interpreter>(entity: new () => E, input: object, event: string): Promise<E> {
    return this.db.transaction(async () => {
      this.allowKeeping();
      const made = new entity();
      Object.assign(made, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
      await this.db.repo(entity).insert(made as never);
      await this.events.record({ type: event, subject: made.id });
      return made;
    });
  }

  private allowKeeping(): void {
    const actor = Current.maybeActor;
    if (actor) allow(hasRole(actor, ['protocol', 'interpreter-coord', 'desk-officer', 'head-intl', 'tenant-admin']));
  }
}
