import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers/ledgers.module';
import { ImagesController } from './images.controller';
import { ImagesService } from './images.service';
import { ImagesStore } from './images.store';
import { Sweeper } from './sweeper';

@Module({
  imports: [LedgersModule],
  controllers: [ImagesController],
  providers: [ImagesService, ImagesStore, Sweeper],
  exports: [Sweeper],
})
export class ImagesModule {}
