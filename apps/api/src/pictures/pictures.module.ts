import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers/ledgers.module';
import { Announcing } from './announcing';
import { PicturesController } from './pictures.controller';
import { PicturesService } from './pictures.service';
import { PicturesStore } from './pictures.store';
import { Signing } from './signing';
import { Sweeper } from './sweeper';

@Module({
  imports: [LedgersModule],
  controllers: [PicturesController],
  providers: [PicturesService, PicturesStore, Announcing, Signing, Sweeper],
  exports: [Sweeper],
})
export class PicturesModule {}
