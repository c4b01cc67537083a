import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-local';
import { DomainError } from '../platform/errors.js';
import type { Account } from './account.entity.js';
import { IncompleteSignIn } from './account.errors.js';
import { MOST_CHARACTERS } from './passwords.service.js';
import { SignInService } from './sign-in.service.js';

/** E-mail and password, asked by Passport. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly signIn: SignInService) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  validate(request: Request, email: string, password: string): Promise<Account> {
    return this.signIn.check(email, password, request.ip);
  }
}

/** What the guard leaves at the request: who it is, or the rule that says no, which belongs on the form. */
export type SignInOutcome = Account | DomainError;

@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request & { user?: SignInOutcome }>();
    const { email, password } = (request.body ?? {}) as Record<string, unknown>;
    // Passport would also take them from the query, where logs and histories see them.
    const isWhole = [email, password].every((one) => typeof one === 'string' && one !== '' && one.length <= MOST_CHARACTERS);
    if (isWhole) return super.canActivate(context) as Promise<boolean>;
    request.user = new IncompleteSignIn();
    return true;
  }

  override handleRequest<T>(error: unknown, account: T): T {
    if (error instanceof DomainError) return error as T;
    if (error) throw error;
    return account || (new IncompleteSignIn() as T);
  }
}
