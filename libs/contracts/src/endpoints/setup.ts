import { z } from 'zod';
import { endpoint } from '../endpoint';
import {
  deployment,
  deviceLabel,
  id16,
  id32,
  nothing,
  registrationResponse,
  sealedAccount,
  sealedEntry,
  text,
  time,
  whoAmI,
} from '../wire';

const setupCode = text(64, 8);

export const setupEndpoints = {
  state: endpoint({
    path: 'setup/state',
    audience: 'public',
    door: 'none',
    rate: 'read',
    says: 'Says whether the deployment has a register yet, and its root, passkey domain, kind and clock.',
    input: nothing,
    output: z.strictObject({
      ready: z.boolean(),
      root: z.union([id32, z.literal('')]),
      rpId: z.string(),
      origin: z.string(),
      servicePublic: id32,
      deployment,
      now: time,
    }),
  }),
  begin: endpoint({
    path: 'setup/begin',
    audience: 'public',
    door: 'none',
    rate: 'sign-in',
    says: "With the one-time code from the terminal: gives the nonce for the first officer's passkey.",
    input: z.strictObject({ code: setupCode }),
    output: z.strictObject({ nonce: id32 }),
  }),
  finish: endpoint({
    path: 'setup/finish',
    audience: 'public',
    door: 'none',
    rate: 'sign-in',
    says: "Begins the register with the first officer's genesis entry and opens their session.",
    input: z.strictObject({
      code: setupCode,
      nonce: id32,
      person: id16,
      passkey: registrationResponse,
      entry: sealedEntry,
      account: sealedAccount,
      device: deviceLabel,
    }),
    output: whoAmI,
  }),
} as const;
