import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { interfaceLanguages } from '../i18n/languages.js';
import { Can } from '../permissions/can.js';
import { asTheme } from './visit.js';

const aYear = 365 * 24 * 3600 * 1000;

/** Language and appearance belong to the browser, so that they hold before sign-in too. */
@Controller(':institution/preferences')
export class PreferencesController {
  @Post()
  @Can('public')
  save(
    @Param('institution') slug: string,
    @Body() body: Record<string, unknown> | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): void {
    const cookie = { maxAge: aYear, httpOnly: true, sameSite: 'lax', path: '/', secure: request.secure } as const;
    const language = interfaceLanguages.find((one) => one === body?.['language']);
    if (language) response.cookie('language', language, cookie);
    if (body?.['theme'] !== undefined) response.cookie('theme', asTheme(body['theme']), cookie);
    response.redirect(303, ownPath(body?.['return']) ?? `/${slug}`);
  }
}

/** Only a path of this site: `//other.example` and `/\other.example` would leave it. */
export function ownPath(value: unknown): string | undefined {
  // Browsers drop tabs and line breaks out of an address before they read it.
  return typeof value === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : undefined;
}
