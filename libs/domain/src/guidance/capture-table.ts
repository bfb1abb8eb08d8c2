import { inForce, type Lasting } from '../kernel/versions';
import { bindingMode, copiesLeft, hasRunOut, isTakenElsewhere, type Captured } from './capture';
import type { Source } from './rule';

/** When a rule of capture is asked: when a picture is posted, and when it is to go outside. */
export type CaptureMoment = 'post' | 'share';

/** One rule of how pictures are taken and what is left of them. `at`: when it is asked, Unix seconds. */
export interface CaptureRule extends Lasting {
  readonly id: `R${number}`;
  readonly at: readonly CaptureMoment[];
  readonly sentence: string;
  readonly sources: readonly Source[];
  readonly breaks: (captured: Captured, at: number) => boolean;
}

const ownDevices: readonly Source[] = [
  { document: 'NHS England on bring your own device, 29 January 2026' },
  { document: 'The policy of the organisation that owns the case' },
];
const originals: readonly Source[] = [
  { document: 'MDU on clinical photographs and smartphones, 2013' },
  { document: 'NHS England on mobile messaging' },
];

const isOwn = ({ source }: Captured): boolean => source === 'own-phone';

/** How pictures are taken, in the order in which it is told. */
export const captureRules: readonly CaptureRule[] = [
  {
    id: 'R17',
    since: 1,
    at: ['post'],
    sentence:
      'What you said of this device is 90 days old or more. Say again how it is kept; then post the picture. Nothing of it was posted.',
    sources: [
      { document: 'MDU on clinical photographs and smartphones, 2013' },
      { document: 'This service’s policy: said again every 90 days' },
    ],
    breaks: hasRunOut,
  },
  {
    id: 'R16',
    since: 1,
    at: ['post'],
    sentence:
      'Without a policy that says otherwise, pictures are taken only with a device the organisation manages. Use one, or ask its Caldicott guardian.',
    sources: ownDevices,
    breaks: ({ policy, device }) => policy === 'not-found' && device === 'own',
  },
  {
    id: 'R16',
    since: 1,
    at: ['post'],
    sentence:
      'The organisation’s policy allows only devices that it manages. Post from one of those, or ask medical photography.',
    sources: ownDevices,
    breaks: (captured) => bindingMode(captured) === 'managed-device' && captured.device === 'own',
  },
  {
    id: 'R16',
    since: 1,
    at: ['post'],
    sentence:
      'The organisation’s policy leaves pictures of patients to medical photography. Ask them, and post what they took.',
    sources: ownDevices,
    breaks: (captured) => bindingMode(captured) === 'medical-photography' && !isTakenElsewhere(captured),
  },
  {
    id: 'R16',
    since: 1,
    at: ['share'],
    sentence:
      'This picture was posted under no policy published here, so it stays inside. Ask the organisation’s lead to publish one, then post it anew.',
    sources: ownDevices,
    breaks: ({ policy }) => policy !== 'published',
  },
  {
    id: 'R16',
    since: 1,
    at: ['share'],
    sentence:
      'It was taken in a way the organisation’s policy does not allow, so it stays inside. Tell your information-governance lead.',
    sources: ownDevices,
    breaks: (captured) =>
      (bindingMode(captured) !== 'personal-device' && isOwn(captured)) ||
      (bindingMode(captured) === 'medical-photography' && !isTakenElsewhere(captured)),
  },
  {
    id: 'R18',
    since: 1,
    at: ['share'],
    sentence: 'Say where the picture came from before it goes outside: whoever posted it does, on its own page.',
    sources: originals,
    breaks: ({ source }) => source === '',
  },
  {
    id: 'R18',
    since: 1,
    at: ['share'],
    sentence:
      'Copies of this picture are still where it came from. Whoever posted it deletes them and says so, on its own page; then it may go outside.',
    sources: originals,
    breaks: (captured) => copiesLeft(captured).length > 0,
  },
];

export type CaptureRefusal = Pick<CaptureRule, 'id' | 'sentence' | 'sources'>;

/** The rules of capture as one version of the rules has them. */
export interface CaptureGuidance {
  broken(moment: CaptureMoment, captured: Captured, at: number): CaptureRefusal | undefined;
}

export function captureIn(rows: readonly CaptureRule[], rules: number): CaptureGuidance {
  const rowsInForce = inForce(rows, rules);
  return {
    broken: (moment, captured, at) => rowsInForce.find((row) => row.at.includes(moment) && row.breaks(captured, at)),
  };
}
