import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { FirstEntry } from './first-entry';
import { FoundersStore } from './founders.store';
import { FoundingService } from './founding.service';
import { SetupCode } from './setup-code';
import { SetupController } from './setup.controller';
import { setupEntities } from './setup.entities';
import { SetupService } from './setup.service';

@Module({
  imports: [TypeOrmModule.forFeature(setupEntities), LedgersModule, SignInModule],
  controllers: [SetupController],
  providers: [FoundersStore, SetupService, FoundingService, SetupCode, FirstEntry],
})
export class SetupModule {}
