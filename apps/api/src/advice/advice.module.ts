import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { AdviceController } from './advice.controller';
import { AdviceService } from './advice.service';
import { AdviceStore } from './advice.store';

@Module({
  imports: [LedgersModule, SignInModule],
  controllers: [AdviceController],
  providers: [AdviceService, AdviceStore],
})
export class AdviceModule {}
