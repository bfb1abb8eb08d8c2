import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Projection } from './projection';

/** Every table that is made of ledgers, each described by its own noun. */
export const PROJECTIONS = Symbol('projections');

@Global()
@Module({})
export class ProjectionsModule {
  static with(projections: readonly Projection[]): DynamicModule {
    return {
      module: ProjectionsModule,
      providers: [{ provide: PROJECTIONS, useValue: projections }],
      exports: [PROJECTIONS],
    };
  }
}
