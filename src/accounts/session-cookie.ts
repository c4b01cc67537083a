import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { CONFIG, type Config } from '../platform/config/config.js';
import { readCookies } from '../platform/web/visit.js';
import { ABSOLUTE } from './sessions.service.js';

/** `__Host-sid` over https; browsers refuse that name without Secure, so plain http, which is localhost, has `sid`. */
@Injectable()
export class SessionCookie {
  readonly name: string;
  private readonly options;

  constructor(@Inject(CONFIG) config: Config) {
    const secure = config.BASE_URL.startsWith('https:');
    this.name = secure ? '__Host-sid' : 'sid';
    this.options = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;
  }

  read(request: Request): string | undefined {
    return readCookies(request.headers.cookie).get(this.name);
  }

  give(response: Response, token: string): void {
    response.cookie(this.name, token, { ...this.options, maxAge: ABSOLUTE.total('milliseconds') });
  }

  take(response: Response): void {
    response.clearCookie(this.name, this.options);
  }
}
