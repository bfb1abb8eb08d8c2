import type { RegisterLookUp } from '@consilium/contracts';
import type { RegisterBodyName } from '@consilium/domain';

/** What a professional register says of a number; `checkedAt` is set by who asks. */
export type RegisterAnswer = Omit<RegisterLookUp, 'checkedAt'>;

/**
 * The one port to professional registers. A number the register does not hold is an answer (`found: false`), not an
 * error; an adapter that cannot ask throws `Problem('unavailable')`. Register data is licensed: adapters ask, they ship none.
 */
export abstract class RegisterAdapter {
  abstract lookUp(body: RegisterBodyName, number: string): Promise<RegisterAnswer>;
}
