import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { releaseText } from '@consilium/contracts';
import type { DataSourceOptions } from 'typeorm';
import { Admission } from './admission';
import { AudienceGuard } from './audience.guard';
import { Clock, SystemClock } from './clock';
import { SETTINGS, type Settings } from './config';
import { Database, openPool, poolOptions } from './database';
import { Handshakes } from './handshakes';
import { HealthController } from './health.controller';
import { Live } from './live';
import { LiveGateway } from './live.gateway';
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
  /** `entities`: of every feature; one pool serves their repositories and all plain SQL. */
  static with(settings: Settings, entities: readonly (new () => object)[]): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          // A database that is not there is said at once: whoever starts us decides whether to wait.
          useFactory: () => ({ ...poolOptions(settings.database, entities), retryAttempts: 1 }),
          dataSourceFactory: (options) => openPool(options as DataSourceOptions),
        }),
      ],
      controllers: [HealthController, OpenApiController],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: RELEASE, useValue: releaseText(releaseOf(settings)) },
        Database,
        { provide: Clock, useClass: SystemClock },
        Metrics,
        RateLimits,
        Admission,
        Live,
        Handshakes,
        LiveGateway,
        ObjectStore,
        { provide: APP_GUARD, useClass: AudienceGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: OutputCheck },
      ],
      exports: [SETTINGS, Database, Clock, Metrics, RateLimits, Live, ObjectStore],
    };
  }
}
