import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MailService } from './mail.service.js';
import { Message } from './message.entity.js';

@Global()
@Module({ imports: [TypeOrmModule.forFeature([Message])], providers: [MailService], exports: [MailService] })
export class MailModule {}
