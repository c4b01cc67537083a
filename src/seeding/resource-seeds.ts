import type { LocalizedText } from '../platform/current.js';
import type { VenueKind } from '../programme/resources/resource.entity.js';
import { ResourcesService } from '../programme/resources/resources.service.js';
import { DirectorySeeds, inHouseLanguage, type SeedPerson } from './directory-seeds.js';
import { ownId } from './source-ids.js';
import type { Stage } from './stage.js';

export interface SeedVenue {
  key: string;
  name: LocalizedText;
  address: LocalizedText;
  city: LocalizedText;
  timeZone: string;
  capacity: number;
  kind?: VenueKind | undefined;
  travelMinutes: Record<string, number>;
}

export interface SeedVehicle {
  key: string;
  label: LocalizedText;
  plate: string;
  seats: number;
  driver: { name: string; phone: string };
}

export interface SeedInterpreter extends SeedPerson {
  pairs: readonly (readonly [string, string])[];
  longestShiftMinutes: number;
  restMinutes: number;
}

/** Venues, vehicles and interpreters of a file, by key. */
export class ResourceSeeds {
  private readonly directory: DirectorySeeds;

  constructor(private readonly stage: Stage) {
    this.directory = new DirectorySeeds(stage);
  }

  async venues(list: readonly SeedVenue[]): Promise<Map<string, string>> {
    const resources = this.stage.get(ResourcesService);
    const ids = new Map(list.map((venue) => [venue.key, ownId('venue', venue.key, inHouseLanguage(venue.name))]));
    const made = new Set<string>();
    for (const { key, name, address, city, timeZone, capacity, kind } of list) {
      const id = ids.get(key)!;
      await this.stage.once('venue', id, async () => {
        made.add(key);
        await resources.addVenue({
          id,
          name,
          address: inHouseLanguage(address),
          city: inHouseLanguage(city),
          timeZone,
          capacity,
          ...(kind ? { kind } : {}),
        });
      });
    }
    for (const { key, travelMinutes } of list) {
      for (const [other, minutes] of Object.entries(travelMinutes)) {
        // What somebody has measured anew since then stays.
        if (made.has(key) || made.has(other)) await resources.setDistance(ids.get(key)!, ids.get(other)!, minutes);
      }
    }
    return ids;
  }

  async vehicles(list: readonly SeedVehicle[]): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const { key, label, plate, seats, driver } of list) {
      const id = ownId('vehicle', key, plate);
      ids.set(key, id);
      await this.stage.once('vehicle', id, () =>
        this.stage.get(ResourcesService).addVehicle({
          id,
          label: inHouseLanguage(label),
          plate,
          seats,
          driverName: driver.name,
          driverPhone: driver.phone,
        }),
      );
    }
    return ids;
  }

  async interpreters(list: readonly SeedInterpreter[]): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const { pairs, longestShiftMinutes, restMinutes, ...person } of list) {
      const personId = await this.directory.person(person);
      const id = ownId('interpreter', personId);
      ids.set(person.key, id);
      await this.stage.once('interpreter', id, () =>
        this.stage.get(ResourcesService).addInterpreter({
          id,
          personId,
          pairs: pairs.map((pair) => pair.join('-')),
          longestShiftMinutes,
          restMinutes,
        }),
      );
    }
    return ids;
  }
}
