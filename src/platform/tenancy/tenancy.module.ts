import { Global, Module } from '@nestjs/common';
import { Institutions } from './institutions.js';

@Global()
@Module({ providers: [Institutions], exports: [Institutions] })
export class TenancyModule {}
