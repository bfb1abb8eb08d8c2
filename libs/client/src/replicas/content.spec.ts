import { CannotOpen, sealContent } from '@consilium/sealing';
import { readAs, readContent } from './content';

const id = (fill: string): string => fill.repeat(21) + 'A';
const ctx = { ledger: fillB64(32), thread: id('t'), generation: 1 };
const place = { ctx, entry: id('e'), author: id('a'), type: 'message', field: 'sealed' };
const key = new Uint8Array(32).fill(7);
const held = (): Promise<Uint8Array<ArrayBuffer>> => Promise.resolve(key);
const sealed = (text: string | Uint8Array) => sealContent(key, place, text);

function fillB64(bytes: number): string {
  return Buffer.alloc(bytes, 5).toString('base64url');
}

test('words that open in their own place are what they say, the empty ones too', async () => {
  expect(await readContent(held, place, await sealed('Itchy for two weeks'))).toEqual({ value: 'Itchy for two weeks' });
  expect(await readContent(held, place, await sealed(''))).toEqual({ value: '' });
});

test('without the key they are told from words that do not open', async () => {
  const blob = await sealed('Itchy');
  const none = () => Promise.reject(new CannotOpen());
  const other = () => Promise.resolve(new Uint8Array(32).fill(8));
  expect(await readContent(none, place, blob)).toEqual({ unreadable: 'no-key' });
  expect(await readContent(other, place, blob)).toEqual({ unreadable: 'broken' });
  expect(await readContent(held, { ...place, type: 'title' }, blob)).toEqual({ unreadable: 'broken' });
  expect(await readContent(held, place, blob.slice(1))).toEqual({ unreadable: 'broken' });
});

test('bytes that are no text do not open as one', async () => {
  expect(await readContent(held, place, await sealed(Uint8Array.of(0xff, 0xfe)))).toEqual({ unreadable: 'broken' });
});

test('words whose bytes did not come are withheld, not empty', async () => {
  expect(await readContent(held, place, undefined)).toEqual({ unreadable: 'withheld' });
});

test('what cannot be opened is read as nothing else', () => {
  const asLength = (text: string) => ({ value: text.length });
  expect(readAs({ value: 'four' }, asLength)).toEqual({ value: 4 });
  expect(readAs({ unreadable: 'no-key' }, asLength)).toEqual({ unreadable: 'no-key' });
});
