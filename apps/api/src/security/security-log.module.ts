import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SecurityLog } from '../telemetry/security-log';
import { SignInModule } from '../sign-in/sign-in.module';
import { NotedEvents } from './noted-events';
import { ReadingsService } from './readings.service';
import { SecurityLogController } from './security-log.controller';
import { SecurityLogStore } from './security-log.store';
import { securityEntities } from './security.entities';
import { Watching } from './watching';

/** Global because the platform tells it what it refuses. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(securityEntities), LedgersModule, SignInModule],
  controllers: [SecurityLogController],
  providers: [
    SecurityLogStore,
    NotedEvents,
    { provide: SecurityLog, useExisting: NotedEvents },
    ReadingsService,
    { provide: APP_INTERCEPTOR, useClass: Watching },
  ],
  exports: [SecurityLog],
})
export class SecurityLogModule {}
