import type { RegisterBodyName } from '@consilium/domain';
import { RegisterAdapter, type RegisterAnswer } from './register-adapter';

/** The officer reads the register's own site and fills in what it says. */
export class ManualAdapter extends RegisterAdapter {
  override lookUp(body: RegisterBodyName, number: string): Promise<RegisterAnswer> {
    return Promise.resolve({
      ...{ found: false, body, number, name: '', status: 'not-found', specialty: '', source: 'Looked up by hand' },
      next: 'Look this number up on the register’s own website, and fill in what it says.',
    });
  }
}
