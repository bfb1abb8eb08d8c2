import type { Approval, Door } from '@consilium/client';

/** An act with what its person was shown: left out, they look just before they press. */
type Pressed<Act> = Act extends (...given: [...infer Given, string]) => infer Done
  ? (...given: [...Given, seen?: string]) => Done
  : never;

type Approved = Omit<Approval, 'statement' | 'seen'> & Partial<Pick<Approval, 'statement' | 'seen'>>;

type Looked =
  | 'addPasskeyBegin'
  | 'newKeysBegin'
  | 'setStatus'
  | 'setAppointment'
  | 'activateRules'
  | 'confirmByAnchor'
  | 'confirmProposal'
  | 'declineProposal'
  | 'confirmMember'
  | 'endMembership'
  | 'makeOrganisationKey'
  | 'revoke'
  | 'setClearance'
  | 'proposeRestore'
  | 'confirmRestore'
  | 'declineRestore';

/** A door at which somebody looks at what they press, as the page makes them. */
export type LookingDoor = Omit<Door, Looked | 'approve' | 'refuseRequest' | 'addOrganisation'> & {
  readonly [Act in Looked]: Pressed<Door[Act]>;
} & {
  approve(person: string, approval: Approved): Promise<void>;
  refuseRequest(person: string, reason: string, statement?: string, seen?: string): Promise<void>;
  addOrganisation(
    name: string,
    kind: Parameters<Door['addOrganisation']>[1],
    anchor?: string,
    seen?: string,
  ): Promise<string>;
};

type Seen = { readonly seen: string } | undefined;

/** Where nothing is shown, there is nothing to press: the door says so in its own words. */
const seenIn = (shown: Seen): string => shown?.seen ?? '';

function looks(door: Door) {
  const person = async (id: string): Promise<string> =>
    seenIn((await door.register()).people.find((each) => each.person === id));
  const proposal = async (id: string): Promise<string> =>
    seenIn((await door.proposals()).find((each) => each.proposal === id));
  const member = async (id: string): Promise<string> => {
    const { waiting, confirmed } = await door.members();
    return seenIn([...waiting, ...confirmed].find((each) => each.person === id));
  };
  const request = async (id: string): Promise<Pick<Approval, 'statement' | 'seen'>> => {
    const found = (await door.joinRequests()).find((each) => each.person === id);
    return { statement: found?.statement ?? '', seen: seenIn(found) };
  };
  const passkeys = async (): Promise<string> => seenIn(await door.passkeys());
  const decision = async (id: string): Promise<string> => seenIn(await door.request(id));
  const restore = async (id: string): Promise<string> =>
    seenIn((await door.restoreView()).waiting.find((each) => each.proposal === id));
  return { person, proposal, member, request, passkeys, decision, restore };
}

export function looking(door: Door): LookingDoor {
  const look = looks(door);
  const pressed: Partial<LookingDoor> = {
    addPasskeyBegin: async (seen) => door.addPasskeyBegin(seen ?? (await look.passkeys())),
    newKeysBegin: async (kept, seen) => door.newKeysBegin(kept, seen ?? (await look.passkeys())),
    addOrganisation: async (name, kind, anchor = '', seen) =>
      door.addOrganisation(name, kind, anchor, seen ?? (await door.nameOfNew(name)).seen),
    setStatus: async (person, status, source, seen) =>
      door.setStatus(person, status, source, seen ?? (await look.person(person))),
    setAppointment: async (person, state, seen) =>
      door.setAppointment(person, state, seen ?? (await look.person(person))),
    activateRules: async (version, seen) => door.activateRules(version, seen ?? (await door.register()).rules.seen),
    confirmByAnchor: async (person, signature, seen) =>
      door.confirmByAnchor(person, signature, seen ?? (await look.person(person))),
    confirmProposal: async (proposal, seen) => door.confirmProposal(proposal, seen ?? (await look.proposal(proposal))),
    declineProposal: async (proposal, seen) => door.declineProposal(proposal, seen ?? (await look.proposal(proposal))),
    confirmMember: async (person, seen) => door.confirmMember(person, seen ?? (await look.member(person))),
    endMembership: async (person, seen) => door.endMembership(person, seen ?? (await look.member(person))),
    makeOrganisationKey: async (seen) => door.makeOrganisationKey(seen ?? (await door.organisationKey()).seen),
    revoke: async (advice, seen) => door.revoke(advice, seen ?? (await look.decision(advice))),
    proposeRestore: async (reason, seen) => door.proposeRestore(reason, seen ?? (await door.restoreView()).seen),
    confirmRestore: async (proposal, seen) => door.confirmRestore(proposal, seen ?? (await look.restore(proposal))),
    declineRestore: async (proposal, seen) => door.declineRestore(proposal, seen ?? (await look.restore(proposal))),
    setClearance: async (advice, status, seen) =>
      door.setClearance(advice, status, seen ?? (await look.decision(advice))),
    // Who adds pictures has said how their device is kept; where that ran out, they say it again themselves.
    addPicture: async (room, picture) => {
      const { device } = await door.capture(room);
      if (device.state === 'never') await door.speakForDevice('managed');
      return door.addPicture(room, picture);
    },
    approve: async (person, approval) => door.approve(person, { ...(await look.request(person)), ...approval }),
    refuseRequest: async (person, reason, statement, seen) => {
      const shown = await look.request(person);
      await door.refuseRequest(person, reason, statement ?? shown.statement, seen ?? shown.seen);
    },
  };
  const get = (_: Door, name: string | symbol): unknown =>
    Object.hasOwn(pressed, name) ? Reflect.get(pressed, name) : Reflect.get(door, name);
  return new Proxy(door, { get }) as LookingDoor;
}
