import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { z } from 'zod';
import { Current } from '../current.js';
import { DomainError, NotFound } from '../errors.js';
import { Actors } from './actors.js';
import { CAN } from './can.js';
import { PermissionsService } from './permissions.service.js';

/** Nobody is signed in: a page sends to the sign-in, the API answers 401. */
export class SignInFirst extends DomainError {
  constructor(readonly returnTo: string) {
    super('platform.error.sign_in_first', {}, { status: 401 });
  }
}

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: Actors,
    private readonly permissions: PermissionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.getAllAndOverride<string | undefined>(CAN, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!permission) throw new Error(`${context.getClass().name}.${context.getHandler().name} states no permission.`);
    const request = context.switchToHttp().getRequest<Request>();
    const names = request.params['institution'];
    if (names !== undefined && !Current.maybe?.institution) throw new NotFound();
    const actor = Current.maybe?.institution ? await this.actors.of(request) : null;
    if (actor) Current.context.actor = actor;
    if (permission !== 'public' && !actor) throw new SignInFirst(request.originalUrl);
    // No row can have it: asking the database would be an error of its own.
    if (Object.entries(request.params).some(([name, value]) => cannotBe(name, String(value)))) throw new NotFound();
    if (permission === 'public' || !actor) return true;
    if (!this.permissions.holds(actor, permission)) throw new NotFound();
    if (actor.tokenScopes && !actor.tokenScopes.includes(scopeOf(request.method))) throw new NotFound();
    return true;
  }
}

/** Whether no row can be named by this: asking the database would be an error of its own. */
function cannotBe(name: string, value: string): boolean {
  if (ROW.test(name)) return !UUID.test(value);
  return name === 'day' && !z.iso.date().safeParse(value).success;
}

// A parameter that names a row, by the words that paths use.
const ROW = /^(id|\w+Id|activity|claim|grant|invitation|item|line|meeting|member|membership|recipient|seat|version)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const scopeOf = (method: string) => (method === 'GET' || method === 'HEAD' ? 'read' : 'write');
