import {
  adviceRules,
  adviceTransitions,
  blobRef,
  books,
  head,
  join,
  receipt,
  registerHead,
  registerRows,
  registerSkeleton,
  roomRules,
  RULES_VERSION,
  skeleton,
  wordTables,
  type LedgerKind,
  type Shape,
} from '@consilium/domain';
import { plain, type Form } from './form';
import { Named } from './named';
import { code, generated, page } from './page';
import { formOf } from './shape-form';

const bodiesOf = (kind: LedgerKind): Readonly<Record<string, Shape<unknown>>> => books[kind].bodies(RULES_VERSION);

function bodyOf(kind: LedgerKind, type: string): Form {
  const shape = bodiesOf(kind)[type];
  if (shape === undefined) throw new Error(`No body of ${kind} ${type}`);
  return formOf(shape);
}

/** The form under a key, through lists. */
function within(form: Form, ...path: readonly string[]): Form {
  const [name, ...rest] = path;
  if (name === undefined) return form;
  if (form.kind === 'list') return within(form.item, ...path);
  const key = form.kind === 'object' ? form.keys.find((each) => each.name === name) : undefined;
  if (key === undefined) throw new Error(`No key ${name}`);
  return within(key.form, ...rest);
}

const itemOf = (form: Form): Form => (form.kind === 'list' ? form.item : form);

/** Lists long enough to be worth a name: the words of each, and how a key of such a word is written. */
const wordNames = Object.entries(wordTables)
  .map(([name, rows]) => [name, rows.map(({ word }) => word)] as const)
  .filter(([, words]) => words.length > 3);

function named(): Named {
  const all = new Named();
  for (const [name, words] of wordNames) all.add(name, plain(words.join(' | ')));
  const proofs = within(formOf(join), 'proofs');
  const clearance = formOf(books.room.clearance(RULES_VERSION));
  return all
    .add('document', within(bodyOf('room', 'admit'), 'clearance'))
    .add('domain', within(formOf(join), 'passkeys', 'rpId'))
    .add('ref', formOf(blobRef))
    .add('registerHead', formOf(registerHead))
    .add('gesture', itemOf(proofs))
    .add('passkey', itemOf(within(formOf(join), 'passkeys')))
    .add('back', within(bodyOf('advice', 'rotate'), 'back'))
    .add('grants', within(bodyOf('advice', 'rotate'), 'grants'))
    .add('recipient', within(clearance, 'recipient'))
    .add('clearedThread', itemOf(within(clearance, 'threads')));
}

const scopes = {
  room: '`"room"`',
  thread: 'the `thread` of its body',
  threads: 'the `threads` of its body',
  'as-judged': 'as its rule says',
} as const;

interface Said {
  readonly open: readonly string[];
  readonly scope: keyof typeof scopes;
  readonly inClosedRoom?: boolean;
}

function saidOf(kind: LedgerKind, type: string): Said {
  const rules = RULES_VERSION;
  const found = {
    register: () => registerRows.find((row) => row.type === type),
    room: () => roomRules.row({ type, rules }),
    advice: () => adviceRules.row({ type, rules }),
  }[kind]();
  if (found === undefined) throw new Error(`No row of ${kind} ${type}`);
  return found;
}

function entriesOf(names: Named, kind: LedgerKind): string[] {
  return Object.keys(bodiesOf(kind)).flatMap((type) => {
    const { open, scope, inClosedRoom } = saidOf(kind, type);
    const closed = inClosedRoom === true ? ' In a closed case too.' : '';
    return [
      `### ${kind}: ${type}`,
      `By: ${open.join(', ')}. Scope: ${scopes[scope]}.${closed}`,
      code(names.text(bodyOf(kind, type))),
    ];
  });
}

const howWritten = `- Everything is an object with exactly these keys in this order; \`name?\` may be absent.
- \`b64 N\`: exactly N bytes, \`b64 M…N\` from M to N bytes, in the one spelling of base64url without padding.
- \`text M…N\`: M to N UTF-16 code units, no lone surrogate, no control character (U+0000–U+0008, U+000B–U+001F, U+007F; line feed and tab are allowed).
- \`integer M…N\`: a whole number in that range; without an end, up to 2^53 − 1. \`time\`: whole Unix seconds, 1577836800 to 7258118400.
- \`a | b\`: one of these words. \`true | false\`: the JSON values. \`"word"\` and \`1\`: exactly this.
- \`list M…N of X\`: from M to N items; \`sorted\`: rising by UTF-16 code units, none twice.
- \`text /…/\`: text that this regular expression (ECMAScript) matches. \`X or Y\`: either.
- A name stands for the form given to it under [Names](#names).`;

/** The form of everything signed. */
export function shapesPage(): string {
  const names = named();
  const stages = Object.entries(adviceTransitions).map(([stage, acts]) => {
    const leads = Object.entries(acts).map(([act, to]) => `${act} → ${to}`);
    return `${stage}: ${leads.length === 0 ? 'nothing' : leads.join(', ')}`;
  });
  const documents: readonly (readonly [string, Form])[] = [
    ['skeleton of a room or a request', formOf(skeleton)],
    ['skeleton of the register', formOf(registerSkeleton)],
    ['consilium-join', formOf(join)],
    ['consilium-clearance', formOf(books.room.clearance(RULES_VERSION))],
    ['consilium-head', formOf(head)],
    ['consilium-receipt', formOf(receipt)],
  ];
  return page(
    '# The form of everything signed',
    generated('the shapes of the rule books, `libs/domain/src`'),
    `Version ${String(RULES_VERSION)} of the rules. What is of another form is malformed and judged no further. When each entry may stand is said in [rules-register.md](rules-register.md), [rules-room.md](rules-room.md) and [rules-advice.md](rules-advice.md).`,
    '## How forms are written',
    howWritten,
    '## Names',
    code(...names.definitions()),
    '## Documents',
    ...documents.flatMap(([name, form]) => [`### ${name}`, code(names.text(form))]),
    '## Entries of the register',
    ...entriesOf(names, 'register'),
    '## Entries of a room',
    ...entriesOf(names, 'room'),
    '## Entries of a request for advice',
    ...entriesOf(names, 'advice'),
    '## Stages of a request for advice',
    'What may happen at each stage, and where it leads. `tick` may happen at every one and leads nowhere. `suspension`, `reinstatement` and `expiry` are no entries ([rules-advice.md](rules-advice.md#stages)).',
    code(...stages),
    '## Every closed list of words',
    code(...Object.entries(wordTables).map(([name, rows]) => `${name}: ${rows.map(({ word }) => word).join(', ')}`)),
  );
}
