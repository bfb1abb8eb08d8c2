import { randomBytes, toB64 } from '@consilium/bytes';
import type { SealedEntry } from '@consilium/contracts';
import type { ActToWrite, OrganisationId, Person, PersonId } from '@consilium/domain';
import { anchorMessage, signerFromSeed, type Anchored, type Signer } from '@consilium/ledger';
import { statedBy } from '@consilium/testkit/ledger';
import {
  asFound,
  confirmsNewest,
  joins,
  realClinic,
  registered,
  type RealClinic,
  type Someone,
} from '@consilium/testkit/people';
import { startSystem, type System } from '@consilium/testkit/system';
import { closeDevices, refusal } from './devices';
import { EvilMember } from './evil-member';
import { refusedEverywhere } from './refused-everywhere';
import { shamCredential } from './sham-credential';

const guildName = 'Guild of Defence';

/** A register for real use whose two officers conspire, and a defence organisation whose own key they do not have. */
describe('81: two officers begin nobody at an organisation with an anchor', () => {
  let system: System;
  let people: RealClinic;
  let crooked: EvilMember;
  let anchor: Signer;
  let guild: OrganisationId;
  let winifred: Someone;
  let sham: PersonId;

  beforeAll(async () => {
    system = await startSystem({ REGISTER_MODE: 'production' });
    people = await realClinic(system.origin);
    const [olive, osric] = people.officers;
    crooked = await EvilMember.of(olive);
    anchor = await signerFromSeed(randomBytes(32));
    guild = (await olive.door.addOrganisation(guildName, 'defence', anchor.public)) as OrganisationId;
    await confirmsNewest(osric);
    const { link } = await olive.door.invitePerson('adviser', guild);
    winifred = await joins(link, { ...registered.winifred, role: 'adviser', organisation: guild });
    await olive.door.approve(winifred.person, asFound);
    await confirmsNewest(osric);
  });
  afterEach(closeDevices);

  async function known(id: string): Promise<Person> {
    await crooked.vault.register.sync();
    const person = crooked.vault.person(id as PersonId);
    if (person === undefined) throw new Error('not in the register');
    return person;
  }

  /** The last entry about somebody. */
  async function lastAbout(id: string): Promise<number> {
    await crooked.vault.register.sync();
    return crooked.vault.register.state.people.get(id as PersonId)?.at(-1)?.seq ?? -1;
  }

  async function asked(id: string, change: Partial<Anchored> = {}): Promise<Anchored> {
    const { kid } = await known(id);
    return { organisation: guild, person: id as PersonId, kid, asOf: await lastAbout(id), ...change };
  }

  /** What the anchor signs of somebody, as its owner does who was asked exactly this. */
  async function signedBy(by: Signer, over: Anchored): Promise<string> {
    return toB64(await by.sign(anchorMessage(crooked.vault.root, over)));
  }

  type Handed = Partial<ActToWrite<'anchored'>>;
  async function handsOver(id: string, signature: string, change: Handed = {}) {
    const { person, organisation, kid } = await asked(id);
    const body = { person, organisation, kid, signature, ...change };
    return crooked.signRegister([await crooked.act('anchored', body)]);
  }

  const isRefused = (entries: SealedEntry[], code: RegExp) => refusedEverywhere(crooked, people.alice, entries, code);

  test('whom both of them appoint there serves nowhere, and nothing they write changes that', async () => {
    const body = await shamCredential(crooked, system.origin, statedBy('Magnus Meadowsweet', 'adviser', guild));
    sham = body.person as PersonId;
    expect(await crooked.register([await crooked.act('credential', body)])).toBe('taken');
    await confirmsNewest(people.officers[1]);
    for (const id of [sham, winifred.person]) expect(await known(id)).toMatchObject({ appointed: guild, advises: '' });
    const membership = { person: sham, organisation: guild, state: 'confirmed' } as const;
    await isRefused(await crooked.signRegister([await crooked.act('membership', membership)]), /not-an-adviser/);
    const own = await signerFromSeed(randomBytes(32));
    await isRefused(await handsOver(sham, await signedBy(own, await asked(sham))), /bad-signature/);
    await isRefused(await handsOver(sham, toB64(randomBytes(64))), /bad-signature/);
    // Ended and begun again by both of them, an appointment is what it was.
    const [olive, osric] = people.officers;
    await olive.door.setAppointment(sham, 'ended');
    await olive.door.setAppointment(sham, 'begun');
    await confirmsNewest(osric);
    expect(await known(sham)).toMatchObject({ appointed: guild, advises: '' });
    expect(crooked.vault.view.orgKey(guild)).toBeUndefined();
  });

  test('what the anchor signed of one adviser is good for nobody else, for no other keys and no other organisation', async () => {
    const signature = await signedBy(anchor, await asked(winifred.person));
    await isRefused(await handsOver(sham, signature), /bad-signature/);
    const { kid } = await known(sham);
    await isRefused(await handsOver(winifred.person, signature, { kid }), /bad-signature/);
    const byShamKeys = await signedBy(anchor, await asked(winifred.person, { kid }));
    await isRefused(await handsOver(winifred.person, byShamKeys, { kid }), /keys-differ/);
    const bare = { organisation: people.defence };
    await isRefused(await handsOver(winifred.person, signature, bare), /not-said-to-be-a-member/);
  });

  test('with its signature one officer hands her over, and she serves; from then on she confirms, and not the anchor', async () => {
    const [olive] = people.officers;
    const line = await olive.door.anchorRequest(winifred.person);
    const request = JSON.parse(Buffer.from(line.split('.')[1] ?? '', 'base64url').toString()) as Anchored;
    expect(request).toMatchObject({
      ...(await asked(winifred.person)),
      organisationName: guildName,
      name: winifred.name,
    });
    const wrong = await signedBy(anchor, await asked(sham));
    expect(await refusal(olive.door.confirmByAnchor(winifred.person, wrong))).toMatch(/did not sign this request/);
    await olive.door.confirmByAnchor(winifred.person, ` ${await signedBy(anchor, request)}\n`);
    expect(await known(winifred.person)).toMatchObject({ appointed: guild, advises: guild });
    expect((await winifred.door.state()).me?.membership).toBe('confirmed');
    expect(await refusal(olive.door.anchorRequest(sham))).toMatch(/does not wait for the organisation’s own key/);
    await isRefused(await handsOver(sham, await signedBy(anchor, await asked(sham))), /adviser-serves/);
  });

  test('once her appointment ended and began again, its signature is used up: a new one is needed', async () => {
    const [olive, osric] = people.officers;
    const entry = crooked.vault.register.entries.findLast((each) => each.entry.type === 'anchored');
    const { signature } = entry?.body as ActToWrite<'anchored'>;
    await olive.door.setAppointment(winifred.person, 'ended');
    await olive.door.setAppointment(winifred.person, 'begun');
    await confirmsNewest(osric);
    expect(await known(winifred.person)).toMatchObject({ appointed: guild, advises: '' });
    await isRefused(await handsOver(winifred.person, signature), /bad-signature/);
    await olive.door.confirmByAnchor(winifred.person, await signedBy(anchor, await asked(winifred.person)));
    expect(await known(winifred.person)).toMatchObject({ advises: guild });
  });

  test('an anchor under which anything might pass, or of a hospital, is in no register', async () => {
    const of = (kind: 'clinical' | 'defence', key: string) =>
      ({ organisation: toB64(randomBytes(16)), name: 'Crooked', kind, anchor: key }) as const;
    const small = await crooked.act('organisation', of('defence', toB64(new Uint8Array(32))));
    await isRefused(await crooked.signRegister([small]), /small-order/);
    const hospital = await crooked.act('organisation', of('clinical', anchor.public));
    await isRefused(await crooked.signRegister([hospital]), /anchor-unexpected/);
    const [olive] = people.officers;
    const added = olive.door.addOrganisation('Crooked', 'defence', toB64(new Uint8Array(32)));
    expect(await refusal(added)).toMatch(/not the public key of an anchor/);
  });
});
