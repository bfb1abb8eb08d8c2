import {
  consentRef,
  Problem,
  type ConsentForm,
  type ConsentScope,
  type DutyFlag,
  type RecordingKind,
  type RoomBody,
  type SubjectClass,
} from '@consilium/domain';
import { bodyHash, fromB64 } from '@consilium/ledger';

/** What the requester seals for the adviser, as one JSON text. */
export interface Dossier {
  readonly brief: string;
  /** 32 bytes, b64: opens the clearance's commitment to the brief. */
  readonly salt: string;
  readonly reasons: string;
  readonly alternatives: string;
  /** The consent entries' own bodies and salts, in the order of the pictures, so that the adviser can check them by their hash. */
  readonly consents: readonly { readonly body: string; readonly salt: string }[];
}

const unreadable = (): Problem =>
  new Problem('wrong-state', 'The request could not be read. Ask its author to send it again.');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function readDossier(text: string): Dossier {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable();
  }
  if (typeof value !== 'object' || value === null) throw unreadable();
  const of = (name: string): unknown => Reflect.get(value, name);
  const consents: unknown = of('consents');
  return {
    brief: textOf(of('brief')),
    salt: textOf(of('salt')),
    reasons: textOf(of('reasons')),
    alternatives: textOf(of('alternatives')),
    consents: (Array.isArray(consents) ? (consents as unknown[]) : []).map((each) => ({
      body: textOf(Reflect.get(each as object, 'body')),
      salt: textOf(Reflect.get(each as object, 'salt')),
    })),
  };
}

export interface StatedConsent {
  readonly consent: string;
  readonly version: number;
  readonly recording: RecordingKind;
  readonly form: ConsentForm;
  readonly scopes: ConsentScope[];
  readonly subject: SubjectClass;
  readonly flags: DutyFlag[];
  readonly takenAt: number;
  readonly withdrawn: 'no';
}

/** A consent as recorded in the room, if what the requester enclosed is the very body the signed request names by hash. */
export function readConsent(
  enclosed: Dossier['consents'][number] | undefined,
  named: ReturnType<(typeof consentRef)['read']>,
): StatedConsent {
  const refused = new Problem(
    'wrong-state',
    'A consent enclosed is not the one the request names. Ask its author to send it again.',
  );
  if (enclosed === undefined) throw refused;
  const hash = bodyHash('consilium-room', 'consent', fromB64(enclosed.salt), enclosed.body);
  if (hash !== named.hash) throw refused;
  const body = JSON.parse(enclosed.body) as RoomBody<'consent'>;
  const { consent, version, recording, form, scopes, subject, flags, takenAt } = body;
  return {
    consent,
    version,
    recording,
    form,
    scopes: [...scopes],
    subject,
    flags: [...flags],
    takenAt,
    withdrawn: 'no',
  };
}
