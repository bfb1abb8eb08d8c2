import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { Books } from '@consilium/domain';
import { AdviceModule } from './advice/advice.module';
import { PicturesModule } from './pictures/pictures.module';
import { BooksModule } from './ledgers/books.module';
import { entities } from './entities';
import { LedgersModule } from './ledgers/ledgers.module';
import { ProjectionsModule } from './ledgers/projections/projections.module';
import type { Settings } from './settings/config';
import { GroundModule } from './ground.module';
import { projections } from './projections';
import { RegisterModule } from './register/register.module';
import { SecurityLogModule } from './security/security-log.module';
import { SetupModule } from './setup/setup.module';
import { TellingModule } from './telling/telling.module';
import { SignInModule } from './sign-in/sign-in.module';

/** The whole application: the platform, and one module per noun. */
@Module({})
export class AppModule {
  static with(settings: Settings, books: Books): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DiscoveryModule,
        GroundModule.with(settings, entities),
        BooksModule.with(books),
        ProjectionsModule.with(projections),
        LedgersModule,
        SignInModule,
        SetupModule,
        RegisterModule,
        PicturesModule,
        AdviceModule,
        SecurityLogModule,
        TellingModule,
      ],
    };
  }
}
