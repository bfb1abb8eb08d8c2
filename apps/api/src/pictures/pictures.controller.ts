import { Controller } from '@nestjs/common';
import { endpoints, type InputOf, type OutputOf } from '@consilium/contracts';
import type { Caller } from '../http/caller';
import { CallerOf, Input, Serves } from '../http/serves';
import { PicturesService } from './pictures.service';

const table = endpoints.pictures;
type Table = typeof table;

@Controller()
export class PicturesController {
  constructor(private readonly pictures: PicturesService) {}

  @Serves(table.intend)
  intend(@CallerOf() caller: Caller, @Input() input: InputOf<Table['intend']>): Promise<OutputOf<Table['intend']>> {
    return this.pictures.intend(caller, input);
  }

  @Serves(table.signParts)
  signParts(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['signParts']>,
  ): Promise<OutputOf<Table['signParts']>> {
    return this.pictures.signParts(caller, input);
  }

  @Serves(table.complete)
  complete(
    @CallerOf() caller: Caller,
    @Input() input: InputOf<Table['complete']>,
  ): Promise<OutputOf<Table['complete']>> {
    return this.pictures.complete(caller, input);
  }

  @Serves(table.links)
  links(@CallerOf() caller: Caller, @Input() input: InputOf<Table['links']>): Promise<OutputOf<Table['links']>> {
    return this.pictures.links(caller, input);
  }
}
