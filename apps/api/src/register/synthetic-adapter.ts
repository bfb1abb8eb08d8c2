import type { RegisterBodyName } from '@consilium/domain';
import { RegisterAdapter, type RegisterAnswer } from './register-adapter';
import { registerBody, syntheticClinicians } from './synthetic-register';

const source = 'Synthetic register for trials';
const byNumber = new Map(syntheticClinicians.map((clinician) => [clinician.number, clinician]));

/** Forty people who do not exist, under numbers that are given to nobody. */
export class SyntheticAdapter extends RegisterAdapter {
  override lookUp(body: RegisterBodyName, number: string): Promise<RegisterAnswer> {
    const clinician = body === registerBody ? byNumber.get(number.replaceAll(/\s/g, '')) : undefined;
    if (clinician === undefined) {
      return Promise.resolve({
        ...{ found: false, body, number, name: '', status: 'not-found', specialty: '', source },
        next: 'Not in this register. Check the number with the person; trial numbers start with 999.',
      });
    }
    return Promise.resolve({ found: true, body, ...clinician, source, next: '' });
  }
}
