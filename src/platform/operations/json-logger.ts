import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

// Framework chatter about every module and route at each start says nothing an operator needs.
const CHATTER = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);

/** One event, one JSON line: pino escapes line breaks and control characters in whatever is logged. */
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: string) {
    this.pino = pino(
      { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      pino.destination({ fd: 2, sync: false }),
    );
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const part = rest.at(-1);
    if (level === 'info' && typeof part === 'string' && CHATTER.has(part)) return;
    const from = typeof part === 'string' ? { part } : {};
    if (typeof message === 'object' && message !== null) this.pino[level]({ ...from, ...message });
    else this.pino[level]({ ...from, ...(rest.length > 1 ? { stack: String(rest[0]) } : {}) }, String(message));
  }
}
