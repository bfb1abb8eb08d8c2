import { Module } from '@nestjs/common';
import { LiveDoor } from '../live/live-door';
import { Appending } from './appending';
import { Beginnings } from './beginnings';
import { HeadsService } from './heads.service';
import { LedgersController } from './ledgers.controller';
import { LedgersDoor } from './ledgers-door';
import { LedgersService } from './ledgers.service';
import { LedgersStore } from './ledgers.store';
import { Marks } from './marks';
import { Mine } from './mine';
import { MineStore } from './mine.store';
import { MissedService } from './missed.service';
import { Outbox } from './outbox/outbox';
import { OutboxStore } from './outbox/outbox.store';
import { ProjectionsStore } from './projections/projections.store';
import { ReceiptsService } from './receipts.service';
import { Replicas } from './replicas';
import { ServiceKey } from './service-key';
import { ServiceWord } from './service-word';
import { Standings } from './standings';
import { Ticks } from './ticks';

@Module({
  controllers: [LedgersController],
  providers: [
    LedgersStore,
    MineStore,
    Mine,
    Marks,
    ProjectionsStore,
    OutboxStore,
    Outbox,
    Replicas,
    Appending,
    LedgersService,
    HeadsService,
    ReceiptsService,
    MissedService,
    ServiceKey,
    ServiceWord,
    Standings,
    Beginnings,
    Ticks,
    { provide: LiveDoor, useClass: LedgersDoor },
  ],
  exports: [LedgersService, ServiceKey, Standings, Beginnings, Marks, Ticks, Outbox],
})
export class LedgersModule {}
