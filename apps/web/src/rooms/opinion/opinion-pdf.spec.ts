import { readFileSync } from 'node:fs';
import { readPdf } from '@consilium/testkit/pdf';
import type { OpinionView } from '../../vault/door';
import { copyOf, type OpinionCopy, textOf } from './copied';
import { opinionPdf } from './opinion-pdf';
import type { LetterFile } from './pdf-letters';

const opinion: OpinionView = {
  ...{ entry: 'e', by: 'p', byName: 'Dr Łucja Παπαδοπούλου-Іванова', registration: 'GMC 7654321', at: 1_796_000_000 },
  ...{ impression: 'A naevus, affecting one efficient finger.\nNo change since Nguyễn saw it.', advice: 'Leave it.' },
  ...{ limits: 'No dermoscopy.', nextAction: 'See again in a year', nextActor: 'The patient’s GP' },
  ...{ confidence: 'high', examined: 'not-examined', inPerson: 'if-it-changes', urgency: 'routine' },
  reliesOn: [
    { picture: { number: 2, withdrawn: false }, thread: 't2', rendition: 'original' },
    { picture: { number: 3, withdrawn: true }, thread: 't3', rendition: 'view' },
  ],
  addenda: [{ at: 1_796_003_600, text: { value: 'Seen again: the same.' } }],
} as unknown as OpinionView;

const now = 1_796_010_000_000;

const copied = (of: OpinionView, title: string): OpinionCopy => copyOf(of, title, now, ({ value }) => value ?? '');

function letters(file: LetterFile): Promise<Uint8Array> {
  const name = file === 'bold' ? 'latin-600' : `${file}-400`;
  const path = require.resolve(`@fontsource/source-serif-4/files/source-serif-4-${name}-normal.woff`);
  return Promise.resolve(new Uint8Array(readFileSync(path)));
}

const flat = (text: string): string => text.replaceAll(/\s+/gu, ' ');

test('the text of a copy names who signed it, their number, when, the pictures by number, and says that it is a copy', () => {
  const text = textOf(copied(opinion, 'Changing mole'));
  expect(text).toMatch(/^Opinion of Dr Łucja Παπαδοπούλου-Іванова\n\nCase: Changing mole\nImpression: A naevus/u);
  expect(text).toContain('Rests on: Picture 2 (full detail), Picture 3, withdrawn (reduced to 2,560 px)\n');
  expect(text).toMatch(/\nSigned by Dr Łucja Παπαδοπούλου-Іванова, GMC 7654321, 30 Nov 2026, \d\d:\d\d/u);
  expect(text).toMatch(/\nAdded 30 Nov 2026.*: Seen again: the same\.\n/u);
  expect(text).toMatch(/copy out of Consilium.*no signature.*the case “Changing mole” in Consilium/u);
});

test('a PDF is tagged, has a title and a language, and every word of the copy in every script, in its order', async () => {
  const copy = copied(opinion, 'Changing mole');
  const blob = await opinionPdf(copy, letters);
  expect(blob.type).toBe('application/pdf');
  const pdf = readPdf(new Uint8Array(await blob.arrayBuffer()));
  expect(pdf).toMatchObject({ isMarked: true, hasTags: true, language: 'en-GB', title: copy.title, pages: 1 });
  const paragraphs = [copy.title, ...copy.parts.flatMap(({ name, value }) => [name, value]), copy.signed];
  expect(pdf.tagged.map(({ text }) => flat(text))).toEqual([...paragraphs, ...copy.added, copy.note].map(flat));
  const [first, ...others] = pdf.tagged.map(({ role }) => role);
  expect(first).toBe('H1');
  expect(others).toEqual([...copy.parts.flatMap(() => ['H2', 'P']), 'P', 'P', 'P']);
  // What is read out is not the number of the page, which is there to be seen.
  expect(pdf.text).toContain('1 of 1');
});

test('a long opinion goes on over the pages, each numbered, and loses nothing', async () => {
  const advice = Array.from({ length: 600 }, (_, at) => `Word ${String(at)}.`).join(' ');
  const copy = copied({ ...opinion, advice: `${advice} ${'x'.repeat(300)}` }, '');
  const pdf = readPdf(new Uint8Array(await (await opinionPdf(copy, letters)).arrayBuffer()));
  expect(pdf.pages).toBeGreaterThan(1);
  const read = pdf.tagged.map(({ text }) => text.replaceAll(/\s+/gu, '')).join('');
  expect(read).toContain(`${advice}${'x'.repeat(300)}`.replaceAll(/\s+/gu, ''));
  for (let page = 1; page <= pdf.pages; page += 1)
    expect(pdf.text).toContain(`${String(page)} of ${String(pdf.pages)}`);
});

test('English alone asks for two files of letters; letters that no file has are named, and no PDF is made', async () => {
  const asked: LetterFile[] = [];
  const noting = (file: LetterFile): Promise<Uint8Array> => {
    asked.push(file);
    return letters(file);
  };
  const english = { ...opinion, byName: 'Dr Owen', impression: 'A naevus.' };
  await opinionPdf(copied(english, ''), noting);
  expect(asked).toEqual(['bold', 'latin']);
  const refused = opinionPdf(copied({ ...english, impression: 'See 王 and \u{1f44d}' }, ''), letters);
  await expect(refused).rejects.toThrow(/no letters for “王 \u{1f44d}”\. Press Print instead/u);
});
