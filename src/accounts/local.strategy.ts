import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import passport from 'passport';
import { Strategy } from 'passport-local';
import { DomainError } from '../platform/errors.js';
import type { Account } from './account.entity.js';
import { IncompleteSignIn } from './account.errors.js';
import { MOST_CHARACTERS } from './passwords.service.js';
import { SignInService } from './sign-in.service.js';

/** E-mail and password, asked by Passport. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  declare private own?: InstanceType<typeof passport.Passport>;

  constructor(private readonly signIn: SignInService) {
    super({ usernameField: 'email', passwordField: 'password', passReqToCallback: true });
  }

  validate(request: Request, email: string, password: string): Promise<Account> {
    return this.signIn.check(email, password, request.ip);
  }

  /** An instance of our own: Passport's global one would ask the application that started last in this process. */
  getPassportInstance() {
    this.own ??= new passport.Passport();
    return this.own;
  }
}

/** What the guard leaves at the request: who it is, or the rule that says no, which belongs on the form. */
export type SignInOutcome = Account | DomainError;

@Injectable()
export class PasswordGuard implements CanActivate {
  constructor(private readonly strategy: LocalStrategy) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request & { user?: unknown }>();
    const { email, password } = (request.body ?? {}) as Record<string, unknown>;
    // Passport would also take them from the query, where logs and histories see them.
    const isWhole = [email, password].every(
      (one) => typeof one === 'string' && one !== '' && one.length <= MOST_CHARACTERS,
    );
    request.user = isWhole ? await this.ask(request, http.getResponse()) : new IncompleteSignIn();
    return true;
  }

  private ask(request: Request, response: unknown): Promise<SignInOutcome> {
    return new Promise((resolve, reject) => {
      const done = (error: unknown, account?: unknown) => {
        if (error instanceof DomainError) resolve(error);
        else if (error) reject(error as Error);
        else resolve((account as Account | false) || new IncompleteSignIn());
      };
      (this.strategy.getPassportInstance().authenticate('local', { session: false }, done) as CallableFunction)(
        request,
        response,
        done,
      );
    });
  }
}
