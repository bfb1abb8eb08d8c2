import { z } from 'zod';
import { endpoint } from '../endpoint';
import { id16, id32, integer, rendition, signedUrl, time } from '../wire';

const part = { index: integer(0, 63), size: integer(1, 8_400_000), sha256: id32 };
const announced = z.strictObject({ rendition, size: integer(22, 400_000_000), sha256: id32 });

export const picturesEndpoints = {
  intend: endpoint({
    path: 'pictures/intend',
    audience: 'clinician',
    door: 'room',
    rate: 'intent',
    says: 'Announces the three sealed renditions of one picture, each with the SHA-256 of its first part; gives their random object names, and one signed PUT for each of these parts.',
    input: z.strictObject({ room: id32, objects: z.array(announced).length(3) }),
    output: z.strictObject({
      intent: id16,
      objects: z.array(z.strictObject({ rendition, id: id16, put: signedUrl })),
      expiresAt: time,
    }),
  }),
  signParts: endpoint({
    path: 'pictures/sign-parts',
    audience: 'clinician',
    door: 'room',
    rate: 'read',
    says: 'Signs one PUT per part, in the order asked, of any objects of one picture: length and SHA-256 are bound by the signature, once per part.',
    input: z.strictObject({
      intent: id16,
      parts: z
        .array(z.strictObject({ object: id16, ...part }))
        .min(1)
        .max(64),
    }),
    output: z.strictObject({ puts: z.array(signedUrl) }),
  }),
  complete: endpoint({
    path: 'pictures/complete',
    audience: 'clinician',
    door: 'room',
    rate: 'write',
    says: 'Completes the objects of a picture whose parts are all stored; says which parts are missing otherwise.',
    input: z.strictObject({ intent: id16 }),
    output: z.strictObject({
      stored: z.boolean(),
      missing: z.array(z.strictObject({ object: id16, index: z.int() })),
    }),
  }),
  links: endpoint({
    path: 'pictures/links',
    audience: 'active',
    door: 'object',
    rate: 'read',
    says: 'Signs GETs valid 60 seconds for objects of threads the caller holds.',
    input: z.strictObject({ room: id32, objects: z.array(id16).min(1).max(100) }),
    output: z.strictObject({ links: z.array(z.strictObject({ object: id16, url: z.string() })), expiresAt: time }),
  }),
} as const;
