import { collectGarbage } from '@consilium/testkit';
import { judge, refusalCodes, refuse } from './refusal';

/** Somebody who is refused by a method of theirs, as a replica is by its judge. */
class Holder {
  readonly secret = new Uint8Array(32);
  refused(): unknown {
    return judge(() => refuse('wrong-stage'));
  }
}

test('a refusal keeps nobody in memory who was refused, neither the first time nor later', async () => {
  const holders = Array.from({ length: 2 }, () => {
    const holder = new Holder();
    expect(holder.refused()).toMatchObject({ ok: false, refusal: { code: 'wrong-stage' } });
    return new WeakRef(holder);
  });
  await collectGarbage();
  expect(holders.map((holder) => holder.deref() === undefined)).toEqual([true, true]);
});

test('each code is refused in its own words', () => {
  const said = refusalCodes.map((code) => judge(() => refuse(code)));
  expect(said.map((each) => !each.ok && each.refusal.code)).toEqual(refusalCodes);
});
