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

  private readonly quick = new Counter({
    name: 'entente_quick_answers_total',
    help: 'Requests answered from memory ahead of everything else, by kind and status',
    labelNames: ['kind', 'status'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observe(kind: string, status: number, seconds: number, statements: number): void {
    this.requests.observe({ kind, status: String(status) }, seconds);
    this.statements.inc(statements);
  }

  /** An answer from memory: too quick to be timed one by one. */
  count(kind: string, status: number): void {
    this.quick.inc({ kind, status });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
