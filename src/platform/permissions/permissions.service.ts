import { Injectable } from '@nestjs/common';
import type { Actor } from '../current.js';

export const ROLES = [
  'tenant-admin',
  'head-intl',
  'desk-officer',
  'protocol',
  'body-secretary',
  'body-chair',
  'member',
  'approver',
  'finance',
  'security',
  'legal',
  'registry',
  'interpreter-coord',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** Which roles hold which permission: data that every capability contributes to. */
@Injectable()
export class PermissionsService {
  private readonly table = new Map<string, readonly Role[]>();

  declare(permissions: Record<string, readonly Role[]>): void {
    for (const [name, roles] of Object.entries(permissions)) {
      if (this.table.has(name)) throw new Error(`The permission ${name} is declared twice.`);
      this.table.set(name, roles);
    }
  }

  isDeclared(name: string): boolean {
    return name === 'public' || name === 'signed-in' || this.table.has(name);
  }

  /** Whether the actor holds the permission by any grant; whether the grant's scope covers the object is the verb's rule. */
  holds(actor: Actor, permission: string): boolean {
    if (permission === 'public' || permission === 'signed-in') return true;
    const roles = this.table.get(permission);
    return !!roles && actor.grants.some((grant) => (roles as readonly string[]).includes(grant.role));
  }

  get all(): ReadonlyMap<string, readonly Role[]> {
    return this.table;
  }
}
