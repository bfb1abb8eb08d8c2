import { z } from 'zod';
import { endpoint } from '../endpoint';
import { id16, id32, listAsked, listPage, optionalId16, time } from '../wire';

export const adviceEndpoints = {
  queue: endpoint({
    path: 'advice/queue',
    audience: 'adviser',
    door: 'none',
    rate: 'read',
    says: "Requests to the adviser's own organisation, a page at a time: all, or what changed since a mark.",
    input: listAsked,
    output: z.strictObject({
      ...listPage,
      requests: z.array(
        z.strictObject({
          ledger: id32,
          stage: z.string(),
          urgency: z.string(),
          requester: id16,
          adviser: optionalId16,
          submittedAt: time,
          updatedAt: time,
          pictures: z.int(),
        }),
      ),
    }),
  }),
  mine: endpoint({
    path: 'advice/mine',
    audience: 'clinician',
    door: 'own',
    rate: 'read',
    says: "The caller's own requests, with stage and the room they belong to, a page at a time: all, or what changed since a mark.",
    input: listAsked,
    output: z.strictObject({
      ...listPage,
      requests: z.array(z.strictObject({ ledger: id32, room: id32, stage: z.string(), updatedAt: time })),
    }),
  }),
} as const;
