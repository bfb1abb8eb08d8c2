import { RegisterAdapter, type RegisterAnswer } from './register-adapter';
import { registerBody, syntheticClinicians } from './synthetic-register';

const source = 'Synthetic register for trials';
const byNumber = new Map(syntheticClinicians.map((clinician) => [clinician.number, clinician]));
const bodies: ReadonlySet<string> = new Set(['gmc', 'general medical council']);

function unknown(body: string, number: string): RegisterAnswer {
  return {
    found: false,
    body,
    number,
    name: '',
    status: 'Not in this register. Check the number with the person; trial numbers start with 999.',
    good: false,
    source,
  };
}

/** Forty people who do not exist, under numbers that are given to nobody. */
export class SyntheticAdapter extends RegisterAdapter {
  override lookUp(body: string, number: string): Promise<RegisterAnswer> {
    const isKnownBody = bodies.has(body.trim().toLowerCase());
    const clinician = isKnownBody ? byNumber.get(number.replaceAll(/\s/g, '')) : undefined;
    if (clinician === undefined) return Promise.resolve(unknown(body, number));
    const { name, status, good } = clinician;
    return Promise.resolve({ found: true, body: registerBody, number: clinician.number, name, status, good, source });
  }
}
