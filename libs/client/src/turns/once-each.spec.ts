import { OnceEach } from './once-each';

const [one, two, three] = [{ name: 'one' }, { name: 'two' }, { name: 'three' }];

test('each is done once, those that are new together, and whoever asks meanwhile waits for it', async () => {
  const done: string[][] = [];
  let finish: () => void = () => undefined;
  const once = new OnceEach<{ name: string }>(async (fresh) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    done.push(fresh.map(({ name }) => name));
  });
  const first = once.of([one, two]);
  const again = once.of([two]).then(() => done.length);
  finish();
  await first;
  await expect(again).resolves.toBe(1);
  const more = once.of([one, three]);
  finish();
  await more;
  expect(done).toEqual([['one', 'two'], ['three']]);
});

test('what failed is done at the next need', async () => {
  let isGood = false;
  const once = new OnceEach(() => (isGood ? Promise.resolve() : Promise.reject(new Error('away'))));
  await expect(once.of([one])).rejects.toThrow('away');
  isGood = true;
  await expect(once.of([one])).resolves.toBeUndefined();
});
