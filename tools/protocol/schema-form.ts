import { jsonSchemaOf } from '@consilium/contracts';
import { plain, type Form } from './form';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | false;
}

const b64Pattern = '^[A-Za-z0-9_-]*$';
/** Characters of b64 that stand for so many bytes. */
const ofBytes = new Map([
  [22, 16],
  [43, 32],
]);

function range(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && min === max) return String(min);
  return `${String(min ?? 0)}…${max === undefined ? '' : String(max)}`;
}

function textForm({ pattern, minLength, maxLength }: Schema): Form {
  const isB64 = pattern === b64Pattern;
  const bytes = minLength === maxLength ? ofBytes.get(maxLength ?? 0) : undefined;
  if (isB64 && bytes !== undefined) return plain(`b64 ${String(bytes)}`);
  if (isB64) return plain(`b64 of ${range(minLength, maxLength)} characters`);
  const length = minLength === undefined && maxLength === undefined ? '' : ` ${range(minLength, maxLength)}`;
  return plain(`text${length}${pattern === undefined ? '' : ` /${pattern}/`}`);
}

function integerForm({ minimum, maximum }: Schema): Form {
  const isOpen = (limit: number | undefined): boolean => limit === undefined || !(Math.abs(limit) < 2 ** 53 - 1);
  if (isOpen(minimum) && isOpen(maximum)) return plain('integer');
  return plain(`integer ${range(minimum, isOpen(maximum) ? undefined : maximum)}`);
}

function objectForm({ properties, required = [], propertyNames, additionalProperties }: Schema): Form {
  if (properties === undefined && additionalProperties !== undefined && additionalProperties !== false) {
    const key = propertyNames === undefined ? plain('text') : formOfJson(propertyNames);
    return { kind: 'list', says: `map from ${says(key)}`, item: formOfJson(additionalProperties) };
  }
  const keys = Object.entries(properties ?? {}).map(([name, inner]) => ({
    name,
    isOptional: !required.includes(name),
    form: formOfJson(inner),
  }));
  return { kind: 'object', keys };
}

const says = (form: Form): string => (form.kind === 'plain' ? form.says : form.kind);

const listForm = ({ minItems, maxItems, items = {} }: Schema): Form => ({
  kind: 'list',
  says: `list ${range(minItems, maxItems)}`,
  item: formOfJson(items),
});

const byType: Readonly<Record<string, (schema: Schema) => Form>> = {
  string: textForm,
  integer: integerForm,
  boolean: () => plain('true | false'),
  array: listForm,
  object: objectForm,
};

function formOfJson(schema: Schema): Form {
  const [one, other] = schema.anyOf ?? [];
  if (one !== undefined && other !== undefined) {
    return { kind: 'either', one: formOfJson(one), other: formOfJson(other) };
  }
  if (schema.const !== undefined) return plain(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return plain(schema.enum.join(' | '));
  const form = byType[schema.type ?? ''];
  if (form === undefined) throw new Error(`No words for a schema of ${JSON.stringify(schema)}`);
  return form(schema);
}

/** The form of everything that a schema of the contracts takes. */
export function formOfSchema(schema: Parameters<typeof jsonSchemaOf>[0]): Form {
  return formOfJson(jsonSchemaOf(schema));
}
