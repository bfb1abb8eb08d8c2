import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Books } from '@consilium/domain';

/** The rule books this server reads and judges by. */
export const BOOKS = Symbol('rule books');

@Global()
@Module({})
export class BooksModule {
  static with(books: Books): DynamicModule {
    return { module: BooksModule, providers: [{ provide: BOOKS, useValue: books }], exports: [BOOKS] };
  }
}
