import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** Figures without names: no path with an id or a token becomes a label. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'entente_request_seconds',
    help: 'Time to answer, by kind of page and status',
    labelNames: ['kind', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.06, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });
  private readonly statements = new Counter({
    name: 'entente_statements_total',
    help: 'SQL statements of requests',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observe(kind: string, status: number, seconds: number, statements: number): void {
    this.requests.observe({ kind, status: String(status) }, seconds);
    this.statements.inc(statements);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
