import { Module } from '@nestjs/common';
import { AuditChain } from './audit-chain.service.js';
import { AuditTicks } from './audit.ticks.js';
import { Checkpoints } from './checkpoints.service.js';

/** Proof that the history was not rewritten: a chain over the events, and signed words about it outside the database. */
@Module({ providers: [AuditChain, Checkpoints, AuditTicks], exports: [AuditChain, Checkpoints] })
export class AuditModule {}
