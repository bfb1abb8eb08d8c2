import type { Urgency } from '../advice';
import type { AgeBand, CaseForm } from './views';

const urgencies: readonly Urgency[] = ['routine', 'this-week', 'today'];
const ageBands: readonly AgeBand[] = ['under-1', '1-4', '5-15', '16-39', '40-64', '65-79', '80-plus'];

/** Reads the case form as its owner's device sealed it; undefined when there is none to read. */
export function readCaseForm(text: string): CaseForm | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const of = (name: string): string => {
    const field: unknown = Reflect.get(value, name);
    return typeof field === 'string' ? field : '';
  };
  return {
    title: of('title'),
    specialty: of('specialty'),
    urgency: urgencies.find((each) => each === of('urgency')) ?? 'routine',
    ageBand: ageBands.find((each) => each === of('ageBand')) ?? '40-64',
    question: of('question'),
    responsible: of('responsible'),
  };
}
