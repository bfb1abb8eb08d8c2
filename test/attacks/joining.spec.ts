import { startSystem, type System } from '@consilium/testkit/system';
import { joins, officer, type Someone } from '@consilium/testkit/people';
import { closeDevices, deviceOf, refusal } from './devices';
import { EvilServer } from './evil-server';

const ashgrove = { name: 'Alice Ashgrove', number: '9990001', specialty: 'General practice' } as const;

describe('a server that lies to the officer about who asks to join', () => {
  let system: System;
  let founder: Someone;
  let hospital: string;

  beforeAll(async () => {
    system = await startSystem();
    founder = await officer(system.origin);
    hospital = await founder.door.addOrganisation('Northfield Hospital', 'clinical');
  });
  afterEach(closeDevices);

  test('1: an invited clinician whom the server calls an officer has no proof and is not signed', async () => {
    const { link } = await founder.door.invitePerson('clinician', hospital);
    const someone = await joins(link, { ...ashgrove, role: 'clinician', organisation: hospital });
    const evil = new EvilServer().on('register', 'requests', ({ requests }) => ({
      requests: requests.map((request) => ({ ...request, role: 'officer' as const, organisation: '' as const })),
    }));
    const door = await deviceOf(founder, { evil });
    expect(await door.joinRequests()).toMatchObject([{ person: someone.person, proofHolds: false }]);
    expect(await refusal(door.approve(someone.person, undefined))).toMatch(/proof from the invitation link/);
    evil.honest();
    expect(await door.joinRequests()).toMatchObject([{ person: someone.person, proofHolds: true }]);
  });

  test('1: what the officer signs is what the officer was shown, whatever the server says in between', async () => {
    const evil = new EvilServer();
    const door = await deviceOf(founder, { evil });
    const [shown] = await door.joinRequests();
    if (shown === undefined) throw new Error('nobody waits');
    evil.on('register', 'requests', ({ requests }) => ({
      requests: requests.map((request) => ({
        ...request,
        details: { ...request.details, name: 'Mallory Marsh', registerNumber: '6666666' },
        lookUp: { ...request.lookUp, name: 'Mallory Marsh', number: '6666666' },
      })),
    }));
    await door.approve(shown.person, undefined);
    const signed = (await door.register()).people.find(({ person }) => person === shown.person);
    expect(signed).toMatchObject({ name: ashgrove.name, registration: `GMC ${ashgrove.number}` });
  });
});
