import type { BodyOf, TypeOf } from '../kernel/entry-row';
import { anchored } from './entries/anchored';
import { appointment } from './entries/appointment';
import { checkpoint } from './entries/checkpoint';
import { clearanceRekey } from './entries/clearance-rekey';
import { clearanceStatus } from './entries/clearance-status';
import { confirm } from './entries/confirm';
import { contacts } from './entries/contacts';
import { credential } from './entries/credential';
import { decline } from './entries/decline';
import { genesis } from './entries/genesis';
import { grant } from './entries/grant';
import { grantBad } from './entries/grant-bad';
import { keyChange } from './entries/key-change';
import { keyReplacement } from './entries/key-replacement';
import { link } from './entries/link';
import { membership } from './entries/membership';
import { office } from './entries/office';
import { organisation } from './entries/organisation';
import { organisationName } from './entries/organisation-name';
import { organisationStatus } from './entries/organisation-status';
import { orgKey } from './entries/org-key';
import { passkeys } from './entries/passkeys';
import { policy } from './entries/policy';
import { restore } from './entries/restore';
import { rulesVersion } from './entries/rules-version';
import { status } from './entries/status';
import { team } from './entries/team';

/** Every type of entry of the register. What is not here is no entry; everything else said of types is drawn from here. */
export const registerRows = [
  genesis,
  organisation,
  organisationName,
  organisationStatus,
  office,
  contacts,
  policy,
  team,
  credential,
  status,
  appointment,
  membership,
  anchored,
  passkeys,
  keyChange,
  keyReplacement,
  orgKey,
  grant,
  grantBad,
  link,
  clearanceStatus,
  clearanceRekey,
  rulesVersion,
  restore,
  checkpoint,
  confirm,
  decline,
] as const;

type Row = (typeof registerRows)[number];
export type RegisterEntryType = TypeOf<Row>;
export type RegisterBody<T extends RegisterEntryType> = BodyOf<Extract<Row, { readonly type: T }>>;
