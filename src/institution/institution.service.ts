import { Injectable } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import {
  type Actor,
  Current,
  type CurrentInstitution,
  type Letterhead,
  type LocalizedText,
} from '../platform/current.js';
import { Db } from '../platform/database/db.service.js';
import { EventsService } from '../platform/events/events.service.js';
import { allow } from '../platform/permissions/allow.js';
import { Institutions } from '../platform/tenancy/institutions.js';
import { FIRST_RULES } from './deadlines/first-rules.presets.js';
import { DeadlineRule } from './deadlines/deadline-rule.entity.js';
import { Institution, type InstitutionFace, type InstitutionSettings } from './institution.entity.js';
import { canEditInstitution, canKeepCosts } from './institution.rules.js';
import { OFFICE_HOURS, type WorkingTime } from './office-hours.js';
import { SettingsHistory } from './settings-history.service.js';
import { checkSlug } from './slug.js';

export interface NewInstitution {
  slug: string;
  name: LocalizedText;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** IANA. */
  timeZone: string;
  locales: string[];
  accent?: string;
  letterhead?: Letterhead;
  settings?: InstitutionSettings;
}

/** Until an institution says otherwise. */
const DORMANT_YEARS = 3;

@Injectable()
export class InstitutionService {
  constructor(
    private readonly db: Db,
    private readonly institutions: Institutions,
    private readonly events: EventsService,
    private readonly history: SettingsHistory,
  ) {}

  /**
   * Founds an institution: for the seed and the operator, not reachable from the web.
   * @returns its id @throws WrongSlug
   */
  async createInstitution(input: NewInstitution, id: string = randomUUIDv7()): Promise<string> {
    checkSlug(input.slug);
    const found = () =>
      this.db.transaction(async () => {
        await this.db.rows(
          `insert into institution (institution_id, slug, name, country, time_zone, locales, accent, letterhead, settings)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            input.slug,
            JSON.stringify(input.name),
            input.country,
            input.timeZone,
            input.locales,
            input.accent ?? '#1d2f52',
            JSON.stringify(input.letterhead ?? {}),
            JSON.stringify(input.settings ?? {}),
          ],
        );
        const rules = FIRST_RULES.map((facts) => Object.assign(new DeadlineRule(), facts, { isOn: true }));
        await this.db.repo(DeadlineRule).insert(rules as never);
      });
    if (Current.maybe?.institution?.id === id) await found();
    // Only the id is known yet; the unit of work needs no more to set the tenant.
    else await Current.run({ institution: { id } as CurrentInstitution, unit: undefined }, found);
    return id;
  }

  /** Name, languages, colour, letterhead. @throws ChangedMeanwhile */
  present(face: InstitutionFace, seenVersion: number): Promise<void> {
    return this.change('institution.presented', (institution) => institution.present(face, seenVersion));
  }

  /** Days and hours of work. @throws ChangedMeanwhile */
  keepTime(time: WorkingTime, seenVersion: number): Promise<void> {
    return this.change('institution.time_set', (institution) => institution.keep({ time }, seenVersion));
  }

  /** After how many years without visit or contact a partnership counts as asleep; needs an open unit of work. */
  async dormantYears(): Promise<number> {
    const { settings } = await this.db.repo(Institution).findOneByOrFail({ institutionId: Current.institutionId });
    return settings.dormantYears ?? DORMANT_YEARS;
  }

  sleepAfter(dormantYears: number): Promise<void> {
    return this.change('institution.partnerships_set', (institution) => institution.keep({ dormantYears }));
  }

  /** Earlier values of some fields, as the history kept them. */
  restore(area: 'face' | 'time' | 'partnerships', fields: Record<string, unknown>): Promise<void> {
    return this.change('institution.restored', (institution) => {
      if (area === 'partnerships') institution.keep(fields as { dormantYears?: number }, institution.version);
      else if (area === 'face') institution.present({ ...faceOf(institution), ...fields }, institution.version);
      else institution.keep({ time: { ...timeOf(institution), ...fields } }, institution.version);
    });
  }

  /** How missions are sent: rules of the house that `missions` reads. */
  keepMissionRules(missions: NonNullable<InstitutionSettings['missions']>): Promise<void> {
    return this.change('institution.rules_set', (institution) => institution.keep({ missions }));
  }

  /** How the house invites: rules of the house that `invitations` reads. */
  keepInvitationRules(invitations: NonNullable<InstitutionSettings['invitations']>): Promise<void> {
    return this.change('institution.rules_set', (institution) => institution.keep({ invitations }));
  }

  /** How costs are reckoned: rules of the house that `costs` reads. */
  keepCostRules(costs: NonNullable<InstitutionSettings['costs']>): Promise<void> {
    return this.change('institution.rules_set', (institution) => institution.keep({ costs }), canKeepCosts);
  }

  private change(
    type: string,
    verb: (institution: Institution) => void,
    may: (actor: Actor) => boolean = canEditInstitution,
  ): Promise<void> {
    return this.db.transaction(async () => {
      allow(may(Current.actor));
      const repo = this.db.repo(Institution);
      const institution = await repo.findOneByOrFail({ institutionId: Current.institutionId });
      const before = {
        face: faceOf(institution),
        time: timeOf(institution),
        partnerships: partnershipsOf(institution),
      };
      verb(institution);
      await repo.save(institution);
      await this.history.note('face', before.face, faceOf(institution));
      await this.history.note('partnerships', before.partnerships, partnershipsOf(institution));
      await this.history.note('time', before.time, timeOf(institution));
      await this.events.record({ type, subject: institution.institutionId });
      this.db.afterCommit(() => this.institutions.forget(institution.slug));
    });
  }
}

const faceOf = ({ name, locales, accent, letterhead }: Institution): InstitutionFace => ({
  name,
  locales,
  accent,
  letterhead,
});

const partnershipsOf = ({ settings }: Institution) => ({ dormantYears: settings.dormantYears ?? DORMANT_YEARS });

const timeOf = ({ settings }: Institution): WorkingTime => settings.time ?? OFFICE_HOURS;
