import { Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { JobsService } from './jobs.service.js';
import { TicksService } from './ticks.service.js';

@Global()
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [JobsService, TicksService],
  exports: [JobsService, TicksService],
})
export class JobsModule {}
