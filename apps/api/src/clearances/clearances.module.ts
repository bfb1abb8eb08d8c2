import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { ClearancesController } from './clearances.controller';
import { ClearancesService } from './clearances.service';
import { ClearancesStore } from './clearances.store';

@Module({
  imports: [LedgersModule, SignInModule],
  controllers: [ClearancesController],
  providers: [ClearancesService, ClearancesStore],
})
export class ClearancesModule {}
