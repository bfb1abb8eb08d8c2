import { adviserDoor, type AdviserDoor } from './advice/adviser-door';
import { requesterDoor, type RequesterDoor } from './advice/requester-door';
import type { Desk } from './desk';
import { registerDoor, type RegisterDoor } from './register/door';
import { securityLogDoor, type SecurityLogDoor } from './register/security-log';
import { consentDoor, type ConsentDoor } from './rooms/consent-door';
import { accountDoor, type AccountDoor } from './sign-in/account-door';
import {
  awayDoor,
  howToldDoor,
  onCallDoor,
  pushDoor,
  type AwayDoor,
  type HowToldDoor,
  type OnCallDoor,
  type PushDoor,
} from './telling';
import type { Vault } from './vault/vault';

/** What a few people do, or everybody now and then: fetched when the first of it is done. */
export function seldomDoors(
  vault: Vault,
  desk: () => Promise<Desk>,
): RequesterDoor &
  AdviserDoor &
  RegisterDoor &
  SecurityLogDoor &
  AccountDoor &
  ConsentDoor &
  HowToldDoor &
  PushDoor &
  AwayDoor &
  OnCallDoor {
  return {
    ...consentDoor(async () => (await desk()).rooms),
    ...requesterDoor(vault, desk),
    ...adviserDoor(vault, desk),
    ...registerDoor(vault, desk),
    ...securityLogDoor(vault, desk),
    ...accountDoor(vault, desk),
    ...howToldDoor(vault, desk),
    ...pushDoor(vault),
    ...awayDoor(vault, desk),
    ...onCallDoor(vault, desk),
  };
}
