import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config/config.js';
import { Announcements } from './announcements.service.js';
import { Db } from './db.service.js';
import { SnakeNaming } from './naming.js';
import { pgTypes } from './pg-types.js';
import { StatementCounter } from './statement-counter.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        type: 'postgres' as const,
        url: config.DATABASE_APP_URL,
        applicationName: 'entente',
        autoLoadEntities: true,
        namingStrategy: new SnakeNaming(),
        entitySkipConstructor: true,
        synchronize: false,
        migrationsRun: false,
        logging: true,
        logger: new StatementCounter(),
        poolSize: config.DATABASE_POOL,
        // The server is up by now; a database that goes away later is told by /readyz.
        retryAttempts: 3,
        retryDelay: 500,
        // A page's questions are sent one behind another without waiting for each answer (`together`).
        extra: { types: pgTypes, connectionTimeoutMillis: 5000, pipeline: true },
      }),
    }),
  ],
  providers: [Db, Announcements],
  exports: [Db, Announcements],
})
export class DatabaseModule {}
