import { Controller } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../platform/caller';
import { CallerOf, Input, Serves } from '../platform/serves';
import { ImagesService } from './images.service';

const table = endpoints.images;
type Table = typeof table;

@Controller()
export class ImagesController {
  constructor(private readonly images: ImagesService) {}

  @Serves(table.intend)
  intend(@CallerOf() caller: Caller, @Input() input: InputOf<Table['intend']>): Promise<OutputOf<Table['intend']>> {
    return this.images.intend(caller, input);
  }

  @Serves(table.signParts)
  signParts(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['signParts']>,
  ): Promise<OutputOf<Table['signParts']>> {
    return this.images.signParts(caller, input);
  }

  @Serves(table.complete)
  complete(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['complete']>,
  ): Promise<OutputOf<Table['complete']>> {
    return this.images.complete(caller, input);
  }

  @Serves(table.links)
  links(@CallerOf() caller: Caller, @Input() input: InputOf<Table['links']>): Promise<OutputOf<Table['links']>> {
    return this.images.links(caller, input);
  }
}
