import { endpoints, type SecurityAct } from '@consilium/contracts';

type Table = typeof endpoints;

/**
 * What each call leaves in the security log when it succeeds, "" for nothing. A new endpoint does not compile before it
 * says so here. An append leaves one for each entry of the register, and what reads the log writes it in one transaction.
 */
const leaves: { readonly [N in keyof Table]: { readonly [A in keyof Table[N]]: SecurityAct | '' } } = {
  setup: {
    state: '',
    begin: '',
    offer: '',
    founders: '',
    startAgain: '',
    agree: 'register-begun',
    finish: 'register-begun',
  },
  signIn: {
    begin: '',
    finish: 'signed-in',
    recover: 'signed-in-with-words',
    session: '',
    account: '',
    signOut: 'signed-out',
    devices: '',
    whoseDevice: '',
    endDevice: 'device-signed-out',
    stepUpBegin: '',
    passkeyBegin: '',
    addPasskey: 'passkey-added',
    renewKeys: 'keys-renewed',
    remember: '',
    remembered: '',
  },
  register: {
    invite: 'invited',
    invitations: '',
    revoke: 'invitation-taken-back',
    lookAtInvitation: '',
    joinBegin: '',
    joinFinish: 'joined',
    keysFinish: 'keys-brought',
    myRequest: '',
    requests: '',
    refuse: 'join-refused',
    lookUp: 'number-looked-up',
    restate: 'stated-anew',
    claims: '',
  },
  ledgers: {
    append: 'entry-signed',
    entries: '',
    mine: '',
    standing: '',
    heads: '',
    postHead: '',
    tellMissed: '',
    missed: '',
  },
  pictures: { intend: '', signParts: '', complete: '', links: 'picture-links' },
  advice: { queue: '', mine: '' },
  telling: {
    mine: '',
    setAddress: '',
    confirmAddress: 'notices-address-set',
    dropAddress: 'notices-address-dropped',
    choose: '',
    try: '',
    pushHere: 'notices-device-added',
    dropPush: 'notices-device-dropped',
    tryPush: '',
    pushArrived: '',
    follow: '',
    sayAway: '',
    back: '',
    away: '',
    onCall: '',
    sayOnCall: '',
    endOnCall: '',
    waits: '',
    looked: '',
  },
  securityLog: { ask: '', readings: '', confirm: '', read: '' },
};

const byPath = new Map<string, SecurityAct>(
  Object.entries(endpoints).flatMap(([noun, acts]) =>
    Object.entries(acts).flatMap(([act, { path }]) => {
      const left = (leaves[noun as keyof Table] as Readonly<Record<string, SecurityAct | ''>>)[act];
      return left === undefined || left === '' ? [] : [[path, left] as const];
    }),
  ),
);

export function leftBy(path: string): SecurityAct | undefined {
  return byPath.get(path);
}
