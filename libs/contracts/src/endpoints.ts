import { adviceEndpoints } from './endpoints/advice';
import { picturesEndpoints } from './endpoints/pictures';
import { ledgersEndpoints } from './endpoints/ledgers';
import { registerEndpoints } from './endpoints/register';
import { securityLogEndpoints } from './endpoints/security-log';
import { setupEndpoints } from './endpoints/setup';
import { signInEndpoints } from './endpoints/sign-in';
import { tellingEndpoints } from './endpoints/telling';

/** Every endpoint there is. The API serves exactly these, the client calls exactly these, `test/access.spec.ts` walks exactly these. */
export const endpoints = {
  setup: setupEndpoints,
  signIn: signInEndpoints,
  register: registerEndpoints,
  ledgers: ledgersEndpoints,
  pictures: picturesEndpoints,
  advice: adviceEndpoints,
  securityLog: securityLogEndpoints,
  telling: tellingEndpoints,
} as const;
