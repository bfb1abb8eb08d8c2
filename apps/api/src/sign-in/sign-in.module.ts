import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgersModule } from '../ledgers/ledgers.module';
import { Sessions } from '../http/sessions';
import { AccountOpening } from './account-opening';
import { AccountsStore } from './accounts.store';
import { ActGestures } from './act-gestures';
import { DecisionNonces } from './decision-nonces';
import { DeviceSessions } from './device-sessions';
import { Housekeeping } from './housekeeping';
import { OneTimeNonces } from './one-time-nonces';
import { PasskeysService } from './passkeys.service';
import { RegisterRoot } from './register-root';
import { SignInController } from './sign-in.controller';
import { signInEntities } from './sign-in.entities';
import { SignInService } from './sign-in.service';

/** Global because the platform's guard asks it for the session behind every request. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature(signInEntities), LedgersModule],
  controllers: [SignInController],
  providers: [
    AccountsStore,
    SignInService,
    PasskeysService,
    AccountOpening,
    DeviceSessions,
    { provide: Sessions, useExisting: DeviceSessions },
    OneTimeNonces,
    DecisionNonces,
    ActGestures,
    RegisterRoot,
    Housekeeping,
  ],
  exports: [Sessions, SignInService, AccountOpening, OneTimeNonces, DecisionNonces, RegisterRoot],
})
export class SignInModule {}
