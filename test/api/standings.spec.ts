import { endpoints } from '@consilium/contracts';
import { startSystem, type System } from '@consilium/testkit/system';
import { Database } from '../../apps/api/src/storage/database';
import { PlainClinic, type Member } from './plain-clinic';

/** How often a request asks the database where the register stands, and how often it asks at all. */
describe('queries of one request', () => {
  let system: System;
  let clinic: PlainClinic;
  let waiting: Awaited<ReturnType<PlainClinic['waiting']>>;
  let anna: Member;
  let ben: Member;

  beforeAll(async () => {
    system = await startSystem();
    clinic = await PlainClinic.open(system);
    for (let each = 0; each < 6; each += 1) waiting = await clinic.waiting();
    anna = await clinic.clinician();
    ben = await clinic.clinician();
    for (let each = 0; each < 12; each += 1) await clinic.openRoom(anna);
  });

  async function asked(act: () => Promise<unknown>) {
    const rows = jest.spyOn(Database.prototype, 'rows');
    try {
      await act();
      const texts = rows.mock.calls.map(([text]) => text);
      return {
        heads: texts.filter((text) => text.endsWith(`FROM ledgers WHERE kind = 'register'`)).length,
        all: texts.length,
      };
    } finally {
      rows.mockRestore();
    }
  }

  test('the register is asked for once, however many people and organisations it is asked about', async () => {
    const list = await asked(async () => {
      const { requests } = await clinic.office.ask(endpoints.register.requests, {});
      expect(requests).toHaveLength(6);
    });
    const own = await asked(() => waiting.browser.ask(endpoints.register.myRequest, {}));
    const registered = await asked(() => anna.browser.ask(endpoints.register.myRequest, {}));
    expect([list.heads, own.heads, registered.heads]).toEqual([1, 1, 1]);
  });

  test('a list of twelve cases takes as many queries as one of none', async () => {
    const everything = { since: '', after: '' };
    // The service's own work is in between now and then.
    const fewest = async ({ browser }: Member): Promise<number> => {
      const counts: number[] = [];
      while (counts.length < 5) counts.push((await asked(() => browser.ask(endpoints.ledgers.mine, everything))).all);
      return Math.min(...counts);
    };
    expect([await fewest(anna), await fewest(ben)]).toEqual([3, 3]);
  });
});
