import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers/ledgers.module';
import { SignInModule } from '../sign-in/sign-in.module';
import { SetupController } from './setup.controller';
import { SetupService } from './setup.service';

@Module({ imports: [LedgersModule, SignInModule], controllers: [SetupController], providers: [SetupService] })
export class SetupModule {}
