import { Controller, HttpCode, Logger, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Can } from '../permissions/can.js';

const mostBytes = 8192;
const mostAnHour = 60;

/** What browsers refused under our policy: a fault of ours, or an attack. Anybody can post here, so little is read and little is kept. */
@Controller('csp-reports')
export class CspReportsController {
  private readonly log = new Logger('csp');
  private hour = 0;
  private count = 0;

  @Post()
  @Can('public')
  @HttpCode(204)
  async receive(@Req() request: Request): Promise<void> {
    const hour = Math.floor(Date.now() / 3_600_000);
    if (hour !== this.hour) [this.hour, this.count] = [hour, 0];
    if (++this.count > mostAnHour) return;
    const report = refusal(await firstBytes(request));
    if (report) this.log.warn(report);
  }
}

async function firstBytes(request: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Directive and blocked origin only: addresses of pages can hold tokens. */
export function refusal(text: string): string | null {
  try {
    const report = (JSON.parse(text) as { 'csp-report'?: Record<string, unknown> })['csp-report'];
    const directive = String(report?.['effective-directive'] ?? report?.['violated-directive'] ?? '');
    const blocked = String(report?.['blocked-uri'] ?? '');
    const origin = URL.canParse(blocked) ? new URL(blocked).origin : blocked.slice(0, 20);
    return directive ? `${directive.slice(0, 40)} refused ${origin}`.replace(/[^\x20-\x7e]/g, '?') : null;
  } catch {
    return null;
  }
}
