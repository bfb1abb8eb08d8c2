import PDFDocument from 'pdfkit';
import type { OpinionCopy } from './copied';
import { type Has, hasAll, type LetterFile, letterFiles, lettersIn, runsOf, spelled } from './pdf-letters';

const ink = '#0f2429';
const quiet = '#4b6065';
const margins = { top: 60, bottom: 68, left: 60, right: 60 };
/** Between the last line of a page and its number. */
const numberAbove = 40;

type Fetched = (file: LetterFile) => Promise<Uint8Array>;
type Pdf = PDFKit.PDFDocument;

interface Words {
  readonly tag: 'H1' | 'H2' | 'P';
  readonly text: string;
  readonly size: number;
  readonly colour: string;
  /** Space beneath, in lines of its own size. */
  readonly below: number;
}

const heading = (text: string): Words => ({ tag: 'H2', text, size: 10.5, colour: quiet, below: 0.1 });
const words = (text: string): Words => ({ tag: 'P', text, size: 12, colour: ink, below: 0.7 });

/** What stands in it, in the order in which it is read out. */
function wordsOf({ title, parts, signed, added, note }: OpinionCopy): Words[] {
  return [
    { tag: 'H1', text: title, size: 20, colour: ink, below: 0.6 },
    ...parts.flatMap(({ name, value }) => [heading(name), words(value)]),
    words(signed),
    ...added.map(words),
    { tag: 'P', text: note, size: 10.5, colour: quiet, below: 0 },
  ];
}

/** One piece after the other, each in the letters that have it; a new line begins after the last. */
function write(pdf: Pdf, { tag, text, size, colour, below }: Words, files: ReadonlyMap<LetterFile, Has>): void {
  const bold = files.get('bold');
  // Two weights in one line would look like emphasis: where bold lacks a letter, the whole line is not.
  const runs = runsOf(text, files, tag !== 'P' && bold !== undefined && hasAll(text, bold));
  pdf.fontSize(size).fillColor(colour);
  for (const [at, run] of runs.entries()) {
    pdf.font(run.file).text(run.text, { continued: at < runs.length - 1, lineGap: 2 });
  }
  pdf.moveDown(below);
}

/** "1 of 2" beneath every page: no part of what is read out. */
function number(pdf: Pdf): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Beneath the margin, where a text would else begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font('latin').fontSize(9).fillColor(quiet);
    pdf.text(`${String(page + 1)} of ${String(count)}`, margins.left, pdf.page.height - numberAbove, {
      lineBreak: false,
    });
    pdf.endMarkedContent();
  }
}

/** The files that have the letters of these texts: English alone needs two. */
async function filesFor(texts: readonly string[], fetched: Fetched): Promise<ReadonlyMap<LetterFile, Uint8Array>> {
  const [bold, latin] = await Promise.all([fetched('bold'), fetched('latin')]);
  const files = new Map<LetterFile, Uint8Array>([
    ['bold', bold],
    ['latin', latin],
  ]);
  if (hasAll(texts.join(''), lettersIn(latin))) return files;
  const others = letterFiles.filter((file) => file !== 'latin');
  for (const [at, bytes] of (await Promise.all(others.map(fetched))).entries()) {
    const file = others[at];
    if (file !== undefined) files.set(file, bytes);
  }
  return files;
}

/** `subset` is a word that the declarations of the library do not have yet. */
const optionsFor = ({
  title,
}: OpinionCopy): Omit<PDFKit.PDFDocumentOptions, 'subset'> & { readonly subset: string } => ({
  ...{ size: 'A4', margins, pdfVersion: '1.7', subset: 'PDF/UA', tagged: true, displayTitle: true, lang: 'en-GB' },
  // No font of its own: each text names one.
  ...{ bufferPages: true, font: '' },
  info: { Title: title, Creator: 'Consilium', Producer: 'Consilium' },
});

/**
 * A copy of an opinion as a PDF that is read out in order: a title, a language, headings and paragraphs, each letter with
 * what it means. It is made here, from the page's own fonts, and nothing is sent; it carries no address.
 */
export async function opinionPdf(copy: OpinionCopy, fetched: Fetched): Promise<Blob> {
  const all = wordsOf(copy).map((each) => ({ ...each, text: spelled(each.text) }));
  const files = await filesFor(
    all.map(({ text }) => text),
    fetched,
  );
  const letters = new Map([...files].map(([file, bytes]) => [file, lettersIn(bytes)]));
  const pdf = new PDFDocument(optionsFor(copy) as PDFKit.PDFDocumentOptions);
  const whole = gathered(pdf);
  for (const [file, bytes] of files) pdf.registerFont(file, bytes);
  const document = pdf.struct('Document');
  pdf.addStructure(document);
  for (const each of all) {
    document.add(
      pdf.struct(each.tag, {}, () => {
        write(pdf, each, letters);
      }),
    );
  }
  document.end();
  number(pdf);
  pdf.end();
  return whole;
}

/** All of it, once it was written. */
async function gathered(pdf: Pdf): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  await new Promise<void>((resolve, reject) => {
    pdf.on('data', (part: Uint8Array<ArrayBuffer>) => parts.push(part));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  return new Blob(parts, { type: 'application/pdf' });
}
