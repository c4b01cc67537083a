import { Injectable } from '@nestjs/common';
import type { LocalizedText } from '../../platform/current.js';
import { Current } from '../../platform/current.js';
import { Db } from '../../platform/database/db.service.js';
import { EventsService } from '../../platform/events/events.service.js';
import { allow, hasRole } from '../../platform/permissions/allow.js';
import { ChangedMeanwhile } from '../../platform/errors.js';
import { AlreadyInterpreter, SameVenue, UnknownReference } from '../programme.errors.js';
import {
  Interpreter,
  type InterpretingMode,
  type Layout,
  type OpeningHours,
  Vehicle,
  type VehicleClass,
  Venue,
  type VenueKind,
} from './resource.entity.js';

export interface NewVenue {
  id?: string;
  name: LocalizedText;
  address: string;
  city: string;
  timeZone: string | null;
  capacity: number | null;
  kind?: VenueKind;
  layouts?: Layout[];
  hours?: OpeningHours | null;
  rooms?: number | null;
  phone?: string;
  note?: string;
  latitude?: number | null;
  longitude?: number | null;
  sourceKey?: string | null;
}

export interface NewVehicle {
  id?: string;
  label: string;
  plate: string;
  class?: VehicleClass;
  seats: number;
  driverName: string;
  driverPhone: string;
  sourceKey?: string | null;
}

export interface NewInterpreter {
  id?: string;
  personId: string;
  pairs: string[];
  modes?: InterpretingMode[];
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

  /** @throws NotFound, ChangedMeanwhile */
  changeVenue(id: string, input: NewVenue, version?: number): Promise<Venue> {
    return this.change(Venue, id, input, version, 'resource.venue_changed');
  }

  changeVehicle(id: string, input: NewVehicle, version?: number): Promise<Vehicle> {
    return this.change(Vehicle, id, input, version, 'resource.vehicle_changed');
  }

  changeInterpreter(id: string, input: NewInterpreter, version?: number): Promise<Interpreter> {
    return this.change(Interpreter, id, input, version, 'resource.interpreter_changed');
  }

  /** Notes the minutes by car between two venues, for both ways. */
  setDistance(oneVenueId: string, otherVenueId: string, minutes: number): Promise<void> {
    return this.db.transaction(async () => {
      this.allowKeeping();
      if (oneVenueId === otherVenueId) throw new SameVenue();
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
      await known(() => this.db.repo(entity).insert(made as never));
      await this.events.record({ type: event, subject: made.id });
      return made;
    });
  }

  private change<E extends Venue | Vehicle | Interpreter>(
    entity: new () => E,
    id: string,
    input: object,
    version: number | undefined,
    event: string,
  ): Promise<E> {
    return this.db.transaction(async () => {
      this.allowKeeping();
      const found = (await this.db.one(entity, id)) as E;
      if (version !== undefined && version !== found.version) throw new ChangedMeanwhile();
      Object.assign(found, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
      await known(() => this.db.repo(entity).save(found as never));
      await this.events.record({ type: event, subject: id });
      return found;
    });
  }

  private allowKeeping(): void {
    const actor = Current.maybeActor;
    if (actor) allow(hasRole(actor, ['protocol', 'interpreter-coord', 'desk-officer', 'head-intl', 'tenant-admin']));
  }
}

/** What the database refuses, by name: a person who is listed already, or is not in the directory. */
async function known<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = (error as { driverError?: { code?: string } }).driverError ?? {};
    if (code === '23505') throw new AlreadyInterpreter();
    if (code === '23503') throw new UnknownReference('personId');
    throw error;
  }
}
