import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { adviceEntities } from './advice.entities';
import { AdviceController } from './advice.controller';
import { AdviceService } from './advice.service';
import { AdviceStore } from './advice.store';

@Module({
  imports: [TypeOrmModule.forFeature(adviceEntities), LedgersModule, SignInModule],
  controllers: [AdviceController],
  providers: [AdviceService, AdviceStore],
})
export class AdviceModule {}
