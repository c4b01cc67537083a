import { Injectable } from '@nestjs/common';
import type { Role } from '../../platform/permissions/permissions.service.js';

/** Somebody with an account, to whom mail goes. */
export interface Addressee {
  id: string;
  name: string;
  email: string;
  locale: string;
}

export interface AddresseeSource {
  /** Active accounts that hold one of the roles over the whole institution today. */
  holding(roles: readonly Role[]): Promise<Addressee[]>;
  /** Active accounts of these ids. */
  active(ids: readonly string[]): Promise<Addressee[]>;
}

/** Who can be told: accounts stand above the institution, so they say it themselves. */
@Injectable()
export class Addressees {
  private source: AddresseeSource | undefined;

  contribute(source: AddresseeSource): void {
    this.source = source;
  }

  /** Both, each account once. */
  async of(roles: readonly Role[], ids: readonly string[]): Promise<Addressee[]> {
    if (!this.source) return [];
    const found = [
      ...(roles.length > 0 ? await this.source.holding(roles) : []),
      ...(ids.length > 0 ? await this.source.active(ids) : []),
    ];
    return [...new Map(found.map((one) => [one.id, one])).values()];
  }
}
