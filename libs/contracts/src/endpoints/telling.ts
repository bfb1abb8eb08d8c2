import { answerTimes, overdueStates, tellingReasons, waitKinds } from '@consilium/domain';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { deviceLabel, id16, id32, integer, ledgerKind, nothing, optionalId16, text, time } from '../wire';

/** Minutes after midnight. */
const minute = integer(0, 24 * 60 - 1);

/** When nothing is sent, by the clock where the person lives; from = until: never. */
const quiet = z.strictObject({ from: minute, until: minute, zone: text(60) });
export type QuietHours = z.infer<typeof quiet>;

const reasons = z.array(z.enum(tellingReasons)).max(tellingReasons.length);

/** Minutes after midnight, where the person lives, at which what is not for today comes as one notice; -1: at once, each alone. */
const dailyAt = integer(-1, 24 * 60 - 1);

const choices = z.strictObject({
  /** Reasons this person wants no mail for. */
  off: reasons,
  /** And those for which their devices stay silent. */
  pushOff: reasons,
  quiet,
  /** What needs an answer today comes in quiet hours too. */
  todayAnyway: z.boolean(),
  /** By each road; not said: it stays as it was. */
  daily: z.strictObject({ mail: dailyAt, push: dailyAt }).optional(),
});
export type TellingChoices = z.infer<typeof choices>;

/** What became of a notice: the mail server, or the push service, took it; or why it did not. */
const handedOver = z.strictObject({ handed: z.boolean(), why: z.string().max(300) });
export type HandedOver = z.infer<typeof handedOver>;

/** When a test notice was handed over, and when it arrived: a mail by its link being opened, on a device by itself; 0 for never. */
const test = z.strictObject({ at: time, arrivedAt: time });

/** A device on which its owner is told. */
const pushDevice = z.strictObject({
  /** The hash of where its push service takes notices: the device itself knows by it that it is meant. */
  push: id16,
  name: z.string(),
  at: time,
  /** Why the push service refused the last notice; "" for none. */
  refused: z.string(),
  /** When the push service said that the device is gone: nothing goes there any more; 0: it did not. */
  goneAt: time,
  test,
});

const onDevice = z.strictObject({ push: id16 });

/**
 * A question of a case that waited for too long, to those who were told so: nobody read it, or nobody answered, for as many
 * seconds as that is given. `told`: who was told. `asked`: the caller is one of several who were asked.
 */
const overdue = z.strictObject({
  ledger: id32,
  is: z.enum(overdueStates),
  askedAt: time,
  at: time,
  after: integer(),
  told: z.array(id16),
  asked: z.boolean(),
});

/** Whoever stands in for somebody; "" for nobody. */
const deputy = optionalId16;

export const tellingEndpoints = {
  mine: endpoint({
    path: 'telling/mine',
    audience: 'active',
    door: 'own',
    rate: 'read',
    says: 'How the caller is told that something waits, and how many things do.',
    input: nothing,
    output: z.strictObject({
      /** Whether this service sends mail at all. */
      mails: z.boolean(),
      /** "" while none is verified. */
      address: z.string(),
      /** One that a code was sent to, and is not verified yet; else "". */
      pending: z.string(),
      /** Why the mail server refused the last notice; "" for none. */
      refused: z.string(),
      choices,
      test,
      /** `key`: what a browser is asked with for an endpoint; "" where this service sends nothing to devices. */
      pushes: z.strictObject({ key: z.string(), devices: z.array(pushDevice) }),
      count: integer(),
      overdue: z.array(overdue),
      /** Until when the caller is away, and who stands in; 0 for not. */
      away: z.strictObject({ until: time, deputy }),
    }),
  }),
  setAddress: endpoint({
    path: 'telling/set-address',
    audience: 'active',
    door: 'own',
    rate: 'request',
    says: 'Sends a code to an address; it becomes the caller’s when they give the code back.',
    /** Judged by the strict grammar of `isMailAddress`. */
    input: z.strictObject({ address: text(254) }),
    output: handedOver,
  }),
  confirmAddress: endpoint({
    path: 'telling/confirm-address',
    audience: 'active',
    door: 'own',
    rate: 'request',
    says: 'Gives back the code that was sent to an address: from now on notices go there.',
    input: z.strictObject({ code: z.string().regex(/^\d{8}$/) }),
    output: nothing,
  }),
  dropAddress: endpoint({
    path: 'telling/drop-address',
    audience: 'active',
    door: 'own',
    rate: 'write',
    says: 'Forgets the caller’s address: nothing is mailed to them any more.',
    input: nothing,
    output: nothing,
  }),
  choose: endpoint({
    path: 'telling/choose',
    audience: 'active',
    door: 'own',
    rate: 'write',
    says: 'Says for what, and when, the caller is told by mail and on their devices.',
    input: choices,
    output: nothing,
  }),
  try: endpoint({
    path: 'telling/try',
    audience: 'active',
    door: 'own',
    rate: 'request',
    says: 'Sends the caller a test notice and says whether the mail server took it; that it arrived is said by opening its link.',
    input: nothing,
    output: handedOver,
  }),
  pushHere: endpoint({
    path: 'telling/push-here',
    audience: 'active',
    door: 'own',
    rate: 'request',
    says: 'From now on notices go to this device of the caller’s, too; whoever was told there before is told there no more.',
    /** Judged by the service’s list of push services. The key: a point of P-256; the secret: 16 bytes. */
    input: z.strictObject({
      endpoint: text(1024),
      key: z.string().regex(/^B[A-Za-z0-9_-]{86}$/),
      secret: id16,
      device: deviceLabel,
    }),
    output: onDevice,
  }),
  dropPush: endpoint({
    path: 'telling/drop-push',
    audience: 'active',
    door: 'own',
    rate: 'write',
    says: 'Forgets a device of the caller’s: nothing goes there any more.',
    input: onDevice,
    output: nothing,
  }),
  tryPush: endpoint({
    path: 'telling/try-push',
    audience: 'active',
    door: 'own',
    rate: 'request',
    says: 'Sends a test notice to a device of the caller’s and says whether the push service took it; the device says that it arrived.',
    input: onDevice,
    output: handedOver,
  }),
  pushArrived: endpoint({
    path: 'telling/push-arrived',
    audience: 'public',
    door: 'none',
    rate: 'intent',
    says: 'A device, signed in or not, says that the test notice with this link came; whether there is one is not said.',
    input: z.strictObject({ link: id16 }),
    output: nothing,
  }),
  follow: endpoint({
    path: 'telling/follow',
    audience: 'active',
    door: 'own',
    rate: 'read',
    says: 'What the link of a notice of the caller’s own leads to; of anybody else’s there is nothing.',
    input: z.strictObject({ link: id16 }),
    output: z.union([
      z.strictObject({ leads: z.literal('test') }),
      z.strictObject({ leads: z.literal('ledger'), kind: ledgerKind, ledger: id32 }),
      // One notice of a day: it is about everything that waits.
      z.strictObject({ leads: z.literal('waiting') }),
      // It was of something that the caller may not read any more.
      z.strictObject({ leads: z.literal('ended') }),
    ]),
  }),
  sayAway: endpoint({
    path: 'telling/say-away',
    audience: 'active',
    door: 'own',
    rate: 'write',
    says: 'The caller is away until then; who stands in for them is told with them of what they may read themselves.',
    input: z.strictObject({ until: integer(), deputy }),
    output: nothing,
  }),
  back: endpoint({
    path: 'telling/back',
    audience: 'active',
    door: 'own',
    rate: 'write',
    says: 'The caller is not away any more.',
    input: nothing,
    output: nothing,
  }),
  away: endpoint({
    path: 'telling/away',
    audience: 'clinician',
    door: 'own',
    rate: 'read',
    says: 'Who of these colleagues of the caller’s own organisation is away, until when, and who stands in.',
    input: z.strictObject({ people: z.array(id16).max(200) }),
    output: z.strictObject({ away: z.array(z.strictObject({ person: id16, until: time, deputy })) }),
  }),
  onCall: endpoint({
    path: 'telling/on-call',
    audience: 'clinician',
    door: 'own',
    rate: 'read',
    says: 'Who of each team of the caller’s own organisation is on call, until when, and who said so.',
    input: nothing,
    output: z.strictObject({
      onCall: z.array(z.strictObject({ team: id16, person: id16, until: time, by: id16 })),
    }),
  }),
  sayOnCall: endpoint({
    path: 'telling/say-on-call',
    audience: 'clinician',
    door: 'own',
    rate: 'write',
    says: 'Somebody of a team of the caller’s own organisation is on call until then: the caller, whom the caller hands over to, or whom who speaks for the organisation names.',
    input: z.strictObject({ team: id16, person: id16, until: integer() }),
    output: nothing,
  }),
  endOnCall: endpoint({
    path: 'telling/end-on-call',
    audience: 'clinician',
    door: 'own',
    rate: 'write',
    says: 'Nobody of this team is on call any more: said by whoever is, or by who speaks for the organisation.',
    input: z.strictObject({ team: id16 }),
    output: nothing,
  }),
  waits: endpoint({
    path: 'telling/waits',
    audience: 'active',
    door: 'own',
    rate: 'read',
    says: 'How long questions waited at the organisation that the caller speaks for, by month that is over; of fewer than five nothing but that there were some.',
    input: nothing,
    output: z.strictObject({
      waits: z.array(
        z.strictObject({
          month: z.string().regex(/^\d{4}-\d{2}$/),
          kind: z.enum(waitKinds),
          answerBy: z.enum(answerTimes),
          /** 0: fewer than five, and so no times. */
          count: integer(),
          /** Seconds within which half of them, and nine of ten, were. */
          median: integer(),
          ninetieth: integer(),
        }),
      ),
    }),
  }),
  looked: endpoint({
    path: 'telling/looked',
    audience: 'active',
    door: 'own',
    rate: 'write',
    says: 'The caller has these ledgers before them: what waited there waits no more, and no mail says that it did.',
    input: z.strictObject({ ledgers: z.array(id32).min(1).max(100) }),
    output: z.strictObject({ count: integer() }),
  }),
} as const;
