import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { releaseText } from '@consilium/contracts';
import { Admission } from './admission';
import { AudienceGuard } from './audience.guard';
import { Clock, SystemClock } from './clock';
import { SETTINGS, type Settings } from './config';
import { Database } from './database';
import { HealthController } from './health.controller';
import { Live } from './live';
import { Metrics } from './metrics';
import { ObjectStore } from './object-store';
import { OpenApiController } from './open-api.controller';
import { OutputCheck } from './output-check';
import { ProblemFilter } from './problem.filter';
import { RELEASE, releaseOf } from './release';
import { RateLimits } from './rate-limits';

/** What every feature stands on and that knows none of them. */
@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController, OpenApiController],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: RELEASE, useValue: releaseText(releaseOf(settings)) },
        {
          provide: Database,
          useFactory: async () => {
            const database = new Database(settings);
            await database.open();
            return database;
          },
        },
        { provide: Clock, useClass: SystemClock },
        Metrics,
        RateLimits,
        Admission,
        Live,
        ObjectStore,
        { provide: APP_GUARD, useClass: AudienceGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: OutputCheck },
      ],
      exports: [SETTINGS, Database, Clock, Metrics, RateLimits, Live, ObjectStore],
    };
  }
}
