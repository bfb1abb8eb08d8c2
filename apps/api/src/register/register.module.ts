import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SETTINGS, type Settings } from '../settings/config';
import { SignInModule } from '../sign-in/sign-in.module';
import { Invitations } from './invitations';
import { InvitationsStore } from './invitations.store';
import { Joining } from './join';
import { JoinProof } from './join-proof';
import { KeyRequests } from './key-requests';
import { KeyRequestsStore } from './key-requests.store';
import { JoinRequestsStore } from './join-requests.store';
import { LookUps } from './look-ups';
import { ManualAdapter } from './manual-adapter';
import { RegisterAdapter } from './register-adapter';
import { registerEntities } from './register.entities';
import { RegisterController } from './register.controller';
import { RegisterService } from './register.service';
import { Statements } from './statements';
import { StatementsStore } from './statements.store';
import { SyntheticAdapter } from './synthetic-adapter';

const adapters = { synthetic: SyntheticAdapter, manual: ManualAdapter };

@Module({
  imports: [TypeOrmModule.forFeature(registerEntities), LedgersModule, SignInModule],
  controllers: [RegisterController],
  providers: [
    InvitationsStore,
    JoinRequestsStore,
    StatementsStore,
    RegisterService,
    Statements,
    Invitations,
    Joining,
    JoinProof,
    KeyRequests,
    KeyRequestsStore,
    LookUps,
    {
      provide: RegisterAdapter,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new adapters[settings.professionalRegister](),
    },
  ],
})
export class RegisterModule {}
