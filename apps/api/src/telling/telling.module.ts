import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { Addresses } from './addresses';
import { AddressesStore } from './addresses.store';
import { Awaited } from './awaited';
import { AwaitedStore } from './awaited.store';
import { Away } from './away';
import { ByMail } from './by-mail';
import { MailServer } from './mail-server';
import { Postman } from './postman';
import { OnCall } from './on-call';
import { Digests } from './digests';
import { Endings } from './endings';
import { Outcomes } from './outcomes';
import { ByPush } from './push/by-push';
import { PushDevices } from './push/push-devices';
import { PushDevicesStore } from './push/push-devices.store';
import { PushService } from './push/push-service';
import { TellingController } from './telling.controller';
import { tellingEntities } from './telling.entities';
import { TellingService } from './telling.service';
import { TellingStore } from './telling.store';
import { Waits } from './waits';

@Module({
  imports: [TypeOrmModule.forFeature(tellingEntities), LedgersModule, SignInModule],
  controllers: [TellingController],
  providers: [
    AddressesStore,
    Awaited,
    AwaitedStore,
    Away,
    OnCall,
    Digests,
    Endings,
    Outcomes,
    Waits,
    TellingStore,
    Addresses,
    ByMail,
    ByPush,
    MailServer,
    PushDevices,
    PushDevicesStore,
    PushService,
    Postman,
    TellingService,
  ],
})
export class TellingModule {}
