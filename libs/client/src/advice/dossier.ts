import {
  Problem,
  type ClearedThread,
  type ConsentForm,
  type ConsentScope,
  type DutyFlag,
  type RecordingKind,
  type RoomBody,
  type SubjectClass,
} from '@consilium/domain';
import { bodyHash, fromB64 } from '@consilium/ledger';

/** The consent entry's own body and salt, so that the adviser can check it by its hash. */
export interface EnclosedPicture {
  readonly number: number;
  readonly body: string;
  readonly salt: string;
}

/** What the requester seals for the adviser, as one JSON text. */
export interface Dossier {
  readonly brief: string;
  /** 32 bytes, b64: opens the clearance's commitment to the brief. */
  readonly salt: string;
  readonly reasons: string;
  readonly alternatives: string;
  /** In the order of the pictures: the number everybody in the room knows it by, and its consent as recorded there. */
  readonly pictures: readonly EnclosedPicture[];
}

const unreadable = (): Problem =>
  new Problem('wrong-state', 'The request could not be read. Ask its author to send it again.');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function enclosed(value: unknown): EnclosedPicture {
  if (typeof value !== 'object' || value === null) throw unreadable();
  const number: unknown = Reflect.get(value, 'number');
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) throw unreadable();
  return { number, body: textOf(Reflect.get(value, 'body')), salt: textOf(Reflect.get(value, 'salt')) };
}

export function readDossier(text: string): Dossier {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable();
  }
  if (typeof value !== 'object' || value === null) throw unreadable();
  const of = (name: string): unknown => Reflect.get(value, name);
  const pictures: unknown = of('pictures');
  return {
    brief: textOf(of('brief')),
    salt: textOf(of('salt')),
    reasons: textOf(of('reasons')),
    alternatives: textOf(of('alternatives')),
    pictures: (Array.isArray(pictures) ? (pictures as unknown[]) : []).map(enclosed),
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

const notTheOneNamed = (): Problem =>
  new Problem('wrong-state', 'A consent enclosed is not the one the request names. Ask its author to send it again.');

/** A consent as recorded in the room, if what the requester enclosed is the very body the signed request names by hash. */
function readConsent(given: EnclosedPicture, named: ClearedThread['consent']): StatedConsent {
  const hash = bodyHash('consilium-room', 'consent', fromB64(given.salt), given.body);
  if (hash !== named.hash) throw notTheOneNamed();
  const body = JSON.parse(given.body) as RoomBody<'consent'>;
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

/** The pictures a request names, each with its number and its consent. */
export function recordedPictures(
  enclosed: Dossier['pictures'],
  named: readonly ClearedThread[],
): { readonly number: number; readonly consent: StatedConsent }[] {
  return named.map(({ consent }, index) => {
    const given = enclosed[index];
    if (given === undefined) throw notTheOneNamed();
    return { number: given.number, consent: readConsent(given, consent) };
  });
}
