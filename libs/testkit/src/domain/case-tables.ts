import type { Applied, RefusalCode } from '@consilium/domain';
import { adviceCases } from './advice-cases';
import { chainCases } from './chain-cases';
import { clearanceCases } from './clearance-cases';
import { acceptCases, consentCases, contentCases } from './content-cases';
import { gestureCases } from './gesture-cases';
import { keyCases, roomSharedCases } from './key-cases';
import { memberCases } from './member-cases';
import { organisationCases, organisationSharedCases } from './organisation-cases';
import { powerCases } from './power-cases';
import { registerCases, registerSharedCases } from './register-cases';
import { restoreCases } from './restore-cases';
import { statementCases } from './statement-cases';
import { talkCases } from './talk-cases';
import { withdrawalCases } from './withdrawal-cases';

type Table = Readonly<Record<string, Readonly<Record<string, () => Applied<unknown>>>>>;

const tables: readonly Table[] = [
  chainCases,
  registerCases,
  registerSharedCases,
  statementCases,
  gestureCases,
  powerCases,
  organisationCases,
  organisationSharedCases,
  restoreCases,
  memberCases,
  keyCases,
  roomSharedCases,
  contentCases,
  consentCases,
  acceptCases,
  withdrawalCases,
  talkCases,
  clearanceCases,
  adviceCases,
];

/** Every branch on which a rule book refuses, reached by an entry that is right in everything else. */
export const refusalCases: readonly (readonly [code: RefusalCode, what: string, offer: () => Applied<unknown>])[] =
  tables.flatMap((table) =>
    Object.entries(table).flatMap(([code, offers]) =>
      Object.entries(offers).map(([what, offer]) => [code as RefusalCode, what, offer] as const),
    ),
  );
