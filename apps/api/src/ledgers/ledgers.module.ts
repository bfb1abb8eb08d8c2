import { Module } from '@nestjs/common';
import { LiveDoor } from '../platform/live-door';
import { Appending } from './appending';
import { HeadsService } from './heads.service';
import { LedgersController } from './ledgers.controller';
import { LedgersDoor } from './ledgers-door';
import { LedgersService } from './ledgers.service';
import { LedgersStore } from './ledgers.store';
import { MineStore } from './mine.store';
import { ProjectionsStore } from './projections.store';
import { Replicas } from './replicas';
import { ServiceKey } from './service-key';
import { Ticks } from './ticks';

@Module({
  controllers: [LedgersController],
  providers: [
    LedgersStore,
    MineStore,
    ProjectionsStore,
    Replicas,
    Appending,
    LedgersService,
    HeadsService,
    ServiceKey,
    Ticks,
    { provide: LiveDoor, useClass: LedgersDoor },
  ],
  exports: [LedgersService, ServiceKey, Ticks],
})
export class LedgersModule {}
