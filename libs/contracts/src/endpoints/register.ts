import { personStatuses, registerBodies } from '@consilium/domain';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import {
  deviceLabel,
  id16,
  id32,
  integer,
  joinRequest,
  nothing,
  optionalId16,
  organisationView,
  registerLookUp,
  registrationResponse,
  role,
  firstAccount,
  text,
  time,
  whoAmI,
} from '../wire';

/** What whoever comes by a link brings, whatever the link is for. */
const broughtByLink = {
  invitation: id16,
  nonce: id32,
  person: id16,
  passkey: registrationResponse,
  join: text(60_000),
  proof: id32,
  account: firstAccount,
} as const;

export const registerEndpoints = {
  invite: endpoint({
    path: 'register/invite',
    audience: 'officer',
    door: 'none',
    rate: 'write',
    says: "Makes a one-time invitation; its secret stays in the link's fragment. `person`: who comes with other keys by it, in the role and place they have; absent for a joiner.",
    input: z.strictObject({ invitation: id16, role, organisation: optionalId16, person: id16.optional() }),
    output: z.strictObject({ expiresAt: time }),
  }),
  invitations: endpoint({
    path: 'register/invitations',
    audience: 'officer',
    door: 'none',
    rate: 'read',
    says: 'Lists invitations that are open or used.',
    input: nothing,
    output: z.strictObject({
      invitations: z.array(
        z.strictObject({
          ...{ invitation: id16, role, organisation: optionalId16, expiresAt: time, used: z.boolean() },
          person: optionalId16,
        }),
      ),
    }),
  }),
  revoke: endpoint({
    path: 'register/revoke',
    audience: 'officer',
    door: 'none',
    rate: 'write',
    says: 'Takes back an invitation that nobody has used: its link joins nobody any more.',
    input: z.strictObject({ invitation: id16 }),
    output: nothing,
  }),
  lookAtInvitation: endpoint({
    path: 'register/look-at-invitation',
    audience: 'public',
    door: 'none',
    rate: 'sign-in',
    says: 'Says what an invitation is for, and which defence organisations exist; of a link for other keys, whose, as they stand in the register.',
    input: z.strictObject({ invitation: id16 }),
    output: z.strictObject({
      role,
      organisation: organisationView.optional(),
      defence: z.array(organisationView),
      root: id32,
      rpId: z.string(),
      /** `states`: what their new keys have to sign of them, as JSON in the order of a statement; `keyring`: the version they begin with. */
      replaces: z.strictObject({ person: id16, states: text(4000), keyring: integer(2) }).optional(),
    }),
  }),
  joinBegin: endpoint({
    path: 'register/join-begin',
    audience: 'public',
    door: 'none',
    rate: 'sign-in',
    says: "Gives the nonce for the joiner's passkey.",
    input: z.strictObject({ invitation: id16 }),
    output: z.strictObject({ nonce: id32 }),
  }),
  joinFinish: endpoint({
    path: 'register/join-finish',
    audience: 'public',
    door: 'none',
    rate: 'sign-in',
    bytes: 192 * 1024,
    says: "Uses the invitation up: account, the joiner's own statement, proof; the person waits for an officer.",
    input: z.strictObject({ ...broughtByLink, device: deviceLabel }),
    output: whoAmI,
  }),
  keysFinish: endpoint({
    path: 'register/keys-finish',
    audience: 'public',
    door: 'none',
    rate: 'sign-in',
    bytes: 192 * 1024,
    says: 'Uses up a link for other keys. Nothing changes before two officers have confirmed them; then the account takes the place of the former one.',
    input: z.strictObject(broughtByLink),
    output: nothing,
  }),
  myRequest: endpoint({
    path: 'register/my-request',
    audience: 'signed-in',
    door: 'own',
    rate: 'read',
    says: "A waiting joiner's own request and whose turn it is.",
    input: nothing,
    output: z.strictObject({
      state: z.enum(['waiting', 'refused', 'active']),
      reason: z.string(),
      name: z.string(),
      organisation: z.string(),
      role: role.optional(),
      at: time.optional(),
      /** How they stand here; a `refused` joiner waits too. */
      standing: z.enum(['waiting', 'expired', ...personStatuses]),
      /** What became of what they said anew since they are in the register. */
      renewal: z.enum(['none', 'waiting', 'refused']),
      /** What they signed last of themselves; "" for first officers. */
      join: text(60_000),
      organisations: z.array(organisationView),
    }),
  }),
  restate: endpoint({
    path: 'register/restate',
    audience: 'signed-in',
    door: 'own',
    rate: 'sign-in',
    says: 'Says anew who one is, signed: to be renewed, to move, or to correct a refused request; an officer signs it or not.',
    input: z.strictObject({ join: text(60_000) }),
    output: nothing,
  }),
  claims: endpoint({
    path: 'register/claims',
    audience: 'active',
    door: 'own',
    rate: 'read',
    says: "When somebody else stated the caller's own number and was refused, in the last thirty days.",
    input: nothing,
    output: z.strictObject({ claims: z.array(time) }),
  }),
  requests: endpoint({
    path: 'register/requests',
    audience: 'officer',
    door: 'none',
    rate: 'read',
    says: 'People waiting, each with their own signed statement; joiners, and people of the register who say it anew, and who come with other keys.',
    input: nothing,
    output: z.strictObject({
      requests: z.array(joinRequest),
      renewals: z.array(z.strictObject({ person: id16, join: text(60_000), at: time })),
      replacements: z.array(
        z.strictObject({
          ...{ invitation: id16, person: id16, join: text(60_000), proof: id32, at: time },
          /** The version their account begins with. */
          keyring: integer(2),
        }),
      ),
    }),
  }),
  refuse: endpoint({
    path: 'register/refuse',
    audience: 'officer',
    door: 'none',
    rate: 'write',
    says: 'Refuses exactly this statement (its hash) of a joiner, or of somebody who says it anew, with a reason they see; or other keys, which are dropped.',
    input: z.strictObject({ person: id16, statement: id32, reason: text(300, 3) }),
    output: nothing,
  }),
  lookUp: endpoint({
    path: 'register/look-up',
    audience: 'officer',
    door: 'none',
    rate: 'request',
    says: 'Looks a register number up through the configured adapter.',
    input: z.strictObject({ body: z.enum(registerBodies), number: text(20, 1) }),
    output: registerLookUp,
  }),
} as const;
