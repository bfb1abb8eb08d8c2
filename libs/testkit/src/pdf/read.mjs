// Reads a PDF from its standard input by `pdfjs`, which is no part of what writes one, and says as JSON what is in it.
// A process of its own: it is an ES module, which the runners of the tests would make another thing of.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const given = [];
for await (const part of process.stdin) given.push(part);
const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(given)), verbosity: 0 }).promise;
const [mark, { info, hasStructTree }] = [await pdf.getMarkInfo(), await pdf.getMetadata()];

const tagged = [];
let text = '';

/** What stands under each mark of a page, and all of it. */
async function textOf(page) {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const under = new Map();
  const open = [];
  for (const item of items) {
    if (item.type === 'beginMarkedContentProps' || item.type === 'beginMarkedContent') open.push(item.id ?? '');
    else if (item.type === 'endMarkedContent') open.pop();
    else {
      const words = item.str + (item.hasEOL ? '\n' : '');
      text += words;
      const at = open.at(-1) ?? '';
      under.set(at, (under.get(at) ?? '') + words);
    }
  }
  return under;
}

/** Everything a tag holds, in the order in which it is read out. */
const wordsIn = (node, under) =>
  node.type === 'content' ? (under.get(node.id) ?? '') : node.children.map((each) => wordsIn(each, under)).join('');

const leaves = (node) =>
  node.children.every(({ type }) => type === 'content') ? [node] : node.children.flatMap((each) => leaves(each));

for (let number = 1; number <= pdf.numPages; number += 1) {
  const page = await pdf.getPage(number);
  const under = await textOf(page);
  const tree = await page.getStructTree();
  if (tree === null) continue;
  for (const leaf of leaves(tree)) tagged.push({ role: leaf.role, text: wordsIn(leaf, under).trim() });
}

const { Title: title = '', Language: language = '' } = info;
const facts = { isMarked: mark?.Marked === true, hasTags: hasStructTree === true };
console.log(JSON.stringify({ ...facts, title, language, pages: pdf.numPages, tagged, text }));
