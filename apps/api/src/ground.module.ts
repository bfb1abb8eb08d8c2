import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { releaseText } from '@consilium/contracts';
import type { DataSourceOptions } from 'typeorm';
import { Admission } from './http/admission';
import { AudienceGuard } from './http/audience.guard';
import { Clock, SystemClock } from './settings/clock';
import { Clocks } from './storage/clocks';
import { SETTINGS, type Settings } from './settings/config';
import { Database, openPool, poolOptions } from './storage/database';
import { Handshakes } from './live/handshakes';
import { HealthController } from './health/health.controller';
import { Live } from './live/live';
import { LiveGateway } from './live/live.gateway';
import { Metrics } from './telemetry/metrics';
import { ObjectStore } from './storage/object-store';
import { OpenApiController } from './http/open-api.controller';
import { OutputCheck } from './http/output-check';
import { ProblemFilter } from './http/problem.filter';
import { RELEASE, releaseOf } from './http/release';
import { RateLimits } from './http/rate-limits';

/** What every feature stands on and that knows none of them. */
@Global()
@Module({})
export class GroundModule {
  /** `entities`: of every feature; one pool serves their repositories and all plain SQL. */
  static with(settings: Settings, entities: readonly (new () => object)[]): DynamicModule {
    return {
      module: GroundModule,
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
        Clocks,
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
      exports: [SETTINGS, Database, Clock, Clocks, Metrics, RateLimits, Live, ObjectStore],
    };
  }
}
