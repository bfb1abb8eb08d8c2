import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SETTINGS, type Settings } from '../platform/config';
import { SignInModule } from '../sign-in/sign-in.module';
import { Invitations } from './invitations';
import { Joining } from './join';
import { LookUps } from './look-ups';
import { ManualAdapter } from './manual-adapter';
import { RegisterAdapter } from './register-adapter';
import { RegisterController } from './register.controller';
import { RegisterService } from './register.service';
import { Statements } from './statements';
import { SyntheticAdapter } from './synthetic-adapter';

const adapters = { synthetic: SyntheticAdapter, manual: ManualAdapter };

@Module({
  imports: [LedgersModule, SignInModule],
  controllers: [RegisterController],
  providers: [
    RegisterService,
    Statements,
    Invitations,
    Joining,
    LookUps,
    {
      provide: RegisterAdapter,
      inject: [SETTINGS],
      useFactory: (settings: Settings) => new adapters[settings.professionalRegister](),
    },
  ],
})
export class RegisterModule {}
