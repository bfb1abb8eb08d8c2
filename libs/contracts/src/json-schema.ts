import { z } from 'zod';

/** A schema of the contract as JSON Schema: for whoever describes calls without a schema library of their own. */
export function jsonSchemaOf(schema: z.ZodType): object {
  return z.toJSONSchema(schema);
}
