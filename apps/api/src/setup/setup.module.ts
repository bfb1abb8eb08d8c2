import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { FirstEntry } from './first-entry';
import { FoundingService } from './founding.service';
import { SetupCode } from './setup-code';
import { SetupController } from './setup.controller';
import { SetupService } from './setup.service';

@Module({
  imports: [LedgersModule, SignInModule],
  controllers: [SetupController],
  providers: [SetupService, FoundingService, SetupCode, FirstEntry],
})
export class SetupModule {}
