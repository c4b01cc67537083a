import { Injectable } from '@nestjs/common';

/** The latest day on which somebody of ours was in touch with an organisation, visits apart. */
export interface LastContact {
  organisationId: string;
  day: Temporal.PlainDate;
}

/** Contacts on record: met, wrote, telephoned. In one statement for all organisations. */
export interface ContactSource {
  id: string;
  last(): Promise<LastContact[]>;
}

/** What keeps a partnership awake besides visits, each from the capability that records it. */
@Injectable()
export class PartnerContacts {
  private readonly sources = new Map<string, ContactSource>();

  add(source: ContactSource): void {
    this.sources.set(source.id, source);
  }

  /** The latest contact of each organisation, whoever recorded it. */
  async last(): Promise<Map<string, Temporal.PlainDate>> {
    const latest = new Map<string, Temporal.PlainDate>();
    for (const source of this.sources.values())
      for (const { organisationId, day } of await source.last()) {
        const known = latest.get(organisationId);
        if (!known || Temporal.PlainDate.compare(known, day) < 0) latest.set(organisationId, day);
      }
    return latest;
  }
}
