// `npm run boundaries`, third part: a closed list of words is written once. A union of words, an array of constants or an
// enumeration of the contract that holds the same words as another fails here: one of them is to be drawn from the other.
import ts from 'typescript';
import { checkIfStarted, productOf } from './product-files.mjs';

const product = /^(?:apps|libs)\/[^/]+\/src\/.+\.tsx?$/;

/** Types that take some keys of another: what they name stands there. */
const choosing = new Set(['Pick', 'Omit', 'Extract', 'Exclude']);
/** Functions whose words are a list: the domain's tables and shapes, and the contract's enumerations. */
const listing = new Set(['since', 'oneOf', 'enum']);

const textsOf = (nodes) => {
  const texts = nodes.filter(ts.isStringLiteral).map(({ text }) => text);
  return texts.length === nodes.length ? texts : [];
};

function nameOfType(node) {
  if (ts.isTypeReferenceNode(node)) return node.typeName.getText();
  return ts.isExpressionWithTypeArguments(node) ? node.expression.getText() : '';
}

function wordsOfUnion(node) {
  const { parent } = node;
  if (choosing.has(nameOfType(parent))) return [];
  // What is added to another list is no list of its own.
  if (node.types.some(ts.isTypeReferenceNode)) return [];
  const literals = node.types.filter(ts.isLiteralTypeNode).map(({ literal }) => literal);
  return textsOf(literals.filter(ts.isStringLiteral));
}

const isConstant = ({ parent }) =>
  (ts.isAsExpression(parent) && parent.type.getText() === 'const') ||
  (ts.isVariableDeclaration(parent) && parent.type !== undefined);

function calledName({ expression }) {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

/** The words of a closed list that is written at this place; none where it writes no list. */
function wordsAt(node) {
  if (ts.isUnionTypeNode(node)) return wordsOfUnion(node);
  if (ts.isArrayLiteralExpression(node)) {
    const isListed = ts.isCallExpression(node.parent) && listing.has(calledName(node.parent));
    return isListed || isConstant(node) ? textsOf(node.elements) : [];
  }
  if (ts.isCallExpression(node) && calledName(node) === 'since') return textsOf(node.arguments.slice(1));
  return [];
}

function listsIn(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    const words = wordsAt(node);
    if (words.length > 1) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ at: `${file}:${line + 1}`, words: [...new Set(words)].sort().join(', ') });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Lists that are written twice, in sentences; empty when none is. `files`: path → text. */
export function secondLists(files) {
  const places = new Map();
  for (const [file, text] of productOf(files, product)) {
    for (const { at, words } of listsIn(file, text)) places.set(words, [...(places.get(words) ?? []), at]);
  }
  return [...places]
    .filter(([, at]) => at.length > 1)
    .map(([words, at]) => `“${words}” is written ${at.length} times: ${at.join(', ')}`);
}

checkIfStarted(import.meta.filename, {
  product,
  find: secondLists,
  none: 'Every closed list is written once.',
  some: 'lists are written twice.',
});
