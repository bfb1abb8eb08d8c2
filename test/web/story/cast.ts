import type { Browser } from '@playwright/test';
import type { RunningSystem } from '../support';
import { openPerson, type Person } from './people';

export const organisations = {
  own: 'Northbank Hospital',
  other: 'Westfield University Hospital',
  defence: 'Meridian Medical Defence',
} as const;

export const names = {
  officer: 'Morgan Reid',
  a: 'Dr Cora Cloudesley',
  b: 'Dr Dunstan Dewberry',
  x: 'Dr Xenia Xylander',
  v: 'Dr Victor Vetchling',
} as const;

export const caseWords = {
  title: 'Changing mole, forearm',
  question:
    'Pigmented plaque on the left forearm, growing for six months, now with an irregular edge and two colours. Biopsy now, or image again in six weeks?',
  specialty: 'Dermatology',
  responsible: 'Dr Cloudesley',
} as const;

/** Everybody of the story, each at a browser of their own. */
export interface Cast extends Record<keyof typeof names, Person> {
  readonly system: RunningSystem;
  readonly browser: Browser;
}

export async function gather(browser: Browser, system: RunningSystem): Promise<Cast> {
  const seat = (name: string): Promise<Person> => openPerson(browser, system, name);
  return {
    ...{ system, browser },
    officer: await seat(names.officer),
    a: await seat(names.a),
    b: await seat(names.b),
    x: await seat(names.x),
    v: await seat(names.v),
  };
}
