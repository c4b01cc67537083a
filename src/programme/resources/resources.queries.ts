import { Injectable } from '@nestjs/common';
import { Current, type LocalizedText } from '../../platform/current.js';
import type { InterpretingMode, Layout, OpeningHours, VehicleClass, VenueKind } from './resource.entity.js';
import { Db } from '../../platform/database/db.service.js';

export interface VenueRow {
  id: string;
  name: LocalizedText;
  address: string;
  city: string;
  time_zone: string | null;
  capacity: number | null;
  kind: VenueKind;
  layouts: Layout[];
  hours: OpeningHours | null;
  rooms: number | null;
  phone: string;
  note: string;
  latitude: number | null;
  longitude: number | null;
  version: number;
}

export interface VehicleRow {
  id: string;
  label: string;
  plate: string;
  class: VehicleClass;
  seats: number;
  driver_name: string;
  driver_phone: string;
  version: number;
}

export interface InterpreterRow {
  id: string;
  person_id: string;
  name: string;
  pairs: string[];
  modes: InterpretingMode[];
  longest_shift_minutes: number;
  rest_minutes: number;
  version: number;
}

export interface DistanceRow {
  from_id: string;
  from_name: LocalizedText;
  to_id: string;
  to_name: LocalizedText;
  minutes: number;
}

/** Venues, cars and interpreters for their lists: one statement each. */
@Injectable()
export class ResourcesQueries {
  constructor(private readonly db: Db) {}

  venues(): Promise<VenueRow[]> {
    return this.db.rows(
      'select id, name, address, city, time_zone, capacity, kind, layouts, hours, rooms, phone, note, latitude, longitude, version from venue where institution_id = $1 order by name ->> $2, id limit 500',
      [Current.institutionId, Current.locale],
    );
  }

  vehicles(): Promise<VehicleRow[]> {
    return this.db.rows(
      'select id, label, plate, class, seats, driver_name, driver_phone, version from vehicle where institution_id = $1 order by label, id limit 500',
      [Current.institutionId],
    );
  }

  interpreters(): Promise<InterpreterRow[]> {
    return this.db.rows(
      `select n.id, n.person_id, trim(p.given_name || ' ' || p.family_name) as name, n.pairs, n.modes, n.longest_shift_minutes, n.rest_minutes, n.version
         from interpreter n join known_person p on p.institution_id = n.institution_id and p.known_as = n.person_id
        where n.institution_id = $1 order by p.sort_name, n.id limit 500`,
      [Current.institutionId],
    );
  }

  /** Each pair of venues once: the way back takes as long. */
  distances(): Promise<DistanceRow[]> {
    return this.db.rows(
      `select d.from_venue_id as from_id, a.name as from_name, d.to_venue_id as to_id, b.name as to_name, d.minutes
         from venue_distance d
         join venue a on a.institution_id = d.institution_id and a.id = d.from_venue_id
         join venue b on b.institution_id = d.institution_id and b.id = d.to_venue_id
        where d.institution_id = $1 and d.from_venue_id < d.to_venue_id order by a.name ->> $2, b.name ->> $2 limit 1000`,
      [Current.institutionId, Current.locale],
    );
  }

  /** People who may become interpreters, by name. */
  people(): Promise<{ id: string; name: string }[]> {
    return this.db.rows(
      `select p.id, trim(p.family_name || ' ' || p.given_name) as name from person p
        where p.institution_id = $1 and p.merged_into is null order by p.sort_name, p.id limit 1000`,
      [Current.institutionId],
    );
  }
}
