/** What a value has to be, as the pages of the protocol say it. */
export type Form =
  | { readonly kind: 'plain'; readonly says: string }
  | { readonly kind: 'list'; readonly says: string; readonly item: Form }
  | { readonly kind: 'object'; readonly keys: readonly Key[] }
  | { readonly kind: 'either'; readonly one: Form; readonly other: Form };

export interface Key {
  readonly name: string;
  readonly isOptional: boolean;
  readonly form: Form;
}

export const plain = (says: string): Form => ({ kind: 'plain', says });

const widest = 116;

/** Names that some forms have: a form of that text is written as its name. */
export type Names = ReadonlyMap<string, string>;

/** A form on one line. */
export function lineOf(form: Form, names: Names = new Map()): string {
  const line = lineOfUnnamed(form, names);
  return names.get(line) ?? line;
}

function lineOfUnnamed(form: Form, names: Names): string {
  switch (form.kind) {
    case 'plain':
      return form.says;
    case 'list':
      return `${form.says} of ${lineOf(form.item, names)}`;
    case 'either':
      return `${lineOf(form.one, names)} or ${lineOf(form.other, names)}`;
    case 'object': {
      const keys = form.keys.map((key) => keyOf(key, lineOf(key.form, names)));
      return keys.length === 0 ? '{}' : `{ ${keys.join(', ')} }`;
    }
  }
}

const keyOf = ({ name, isOptional }: Key, text: string): string => `${name}${isOptional ? '?' : ''}: ${text}`;

/** A form as it stands on a page: what does not fit into a line has one for each key. */
export function textOf(form: Form, names: Names, before = '', indent = ''): string {
  const line = lineOf(form, names);
  if (before.length + line.length <= widest) return `${before}${line}`;
  if (form.kind === 'list') return textOf(form.item, names, `${before}${form.says} of `, indent);
  if (form.kind !== 'object') return `${before}${line}`;
  const inner = `${indent}  `;
  const keys = form.keys.map((key) => textOf(key.form, names, `${inner}${keyOf(key, '')}`, inner));
  return [`${before}{`, ...keys, `${indent}}`].join('\n');
}
