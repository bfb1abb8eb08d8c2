import { approveAll, gather } from './cast';
import { playAdviser, playColleague, playSpecialist } from './parts';
import { whenever } from './person';

const [origin = ''] = process.argv.slice(2);
const setUpCode = process.env['SETUP_CODE'] ?? '';

const say = (line: string): void => {
  console.log(line);
};

/** Everybody but you: officer, a colleague, an outside specialist and a defence-organisation adviser, on real keys. */
async function play(): Promise<void> {
  say('\nBringing the other people in …');
  const { officer, colleague, specialist, adviser, hospital } = await gather(origin, setUpCode);
  const { link } = await officer.door.invitePerson('clinician', hospital);
  const stops = [
    whenever(officer, async () => {
      for (const name of await approveAll(officer.door)) say(`  The officer compared and signed: ${name} is in.`);
    }),
    playColleague(colleague),
    playAdviser(adviser, (name) => {
      say(`  The adviser confirmed: ${name} is a member of Meridian Medical Defence and can ask it.`);
    }),
    playSpecialist(specialist),
  ];
  process.once('SIGTERM', () => {
    for (const stop of stops) stop();
    process.exit(0);
  });
  say(`
You are the doctor who asks. Open this link in a browser with passkeys:

  ${link}

  1. Join as Dr Alice Ashgrove, profession Doctor, GMC number 9990001, General practice. Choose “Meridian Medical Defence”.
     The officer signs you in. A few seconds later its adviser confirms that you are a member; until then you cannot ask it.
  2. Open a case, invite ${colleague.name}, and post pictures: there are some in tools/demo/pictures.
     Of those you will share, choose “also a named colleague outside, by this service” and say that no face, no intimate
     part and nothing rare can be seen: anything else asks for a second adviser, whom the demo lacks.
     Write under one; an answer comes.
  3. Ask an outside colleague: choose ${specialist.name}. The adviser takes and decides it in a few seconds.
  4. Invite ${specialist.name} when the advice is there. Their signed opinion arrives under the share.
  5. Remove them, close the case, lock the page and open it again.
`);
}

play().catch((error: unknown) => {
  console.error(`The demo stopped: ${error instanceof Error ? error.message : 'something went wrong'}`);
  process.exit(1);
});
