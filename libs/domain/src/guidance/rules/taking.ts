import { bindingMode, copiesLeft, hasRunOut, isTakenElsewhere } from '../capture';
import type { GuidanceRule, Source } from '../rule';

const ownDevices: readonly Source[] = [
  { document: 'NHS England on bring your own device, 29 January 2026' },
  { document: 'The policy of the organisation that owns the case' },
];
const originals: readonly Source[] = [
  { document: 'MDU on clinical photographs and smartphones, 2013' },
  { document: 'NHS England on mobile messaging' },
];

/** How pictures are taken, and what is left of them. */
export const takingRules: readonly GuidanceRule[] = [
  {
    id: 'R17',
    since: 1,
    about: 'taken',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`at` ≥ attestedAt + 7,776,000',
    sentence:
      'What you said of this device is 90 days old or more. Say again how it is kept; then post the picture. Nothing of it was posted.',
    sources: [
      { document: 'MDU on clinical photographs and smartphones, 2013' },
      { document: 'This service’s policy: said again every 90 days' },
    ],
    breaks: (taken) => hasRunOut(taken, taken.at),
  },
  {
    id: 'R16',
    since: 1,
    about: 'taken',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: '`not-found`, and the device is `own`',
    sentence:
      'Without a policy that says otherwise, pictures are taken only with a device the organisation manages. Use one, or ask its Caldicott guardian.',
    sources: ownDevices,
    breaks: ({ policy, device }) => policy === 'not-found' && device === 'own',
  },
  {
    id: 'R16',
    since: 1,
    about: 'taken',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'mode `managed-device`, and the device is `own`',
    sentence:
      'The organisation’s policy allows only devices that it manages. Post from one of those, or ask medical photography.',
    sources: ownDevices,
    breaks: (taken) => bindingMode(taken) === 'managed-device' && taken.device === 'own',
  },
  {
    id: 'R16',
    since: 1,
    about: 'taken',
    effects: { post: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'mode `medical-photography`, and not elsewhere',
    sentence:
      'The organisation’s policy leaves pictures of patients to medical photography. Ask them, and post what they took.',
    sources: ownDevices,
    breaks: (taken) => bindingMode(taken) === 'medical-photography' && !isTakenElsewhere(taken),
  },
  {
    id: 'R16',
    since: 1,
    about: 'taken',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'the policy is not `published`',
    sentence:
      'This picture was posted under no policy published here, so it stays inside. Ask the organisation’s lead to publish one, then post it anew.',
    sources: ownDevices,
    breaks: ({ policy }) => policy !== 'published',
  },
  {
    id: 'R16',
    since: 1,
    about: 'taken',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere:
      'the mode is not `personal-device` and the source is `own-phone`; or mode `medical-photography`, and not elsewhere',
    sentence:
      'It was taken in a way the organisation’s policy does not allow, so it stays inside. Tell your information-governance lead.',
    sources: ownDevices,
    breaks: (taken) =>
      (bindingMode(taken) !== 'personal-device' && taken.source === 'own-phone') ||
      (bindingMode(taken) === 'medical-photography' && !isTakenElsewhere(taken)),
  },
  {
    id: 'R18',
    since: 1,
    about: 'taken',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'the source is `""`',
    sentence: 'Say where the picture came from before it goes outside: whoever posted it does, on its own page.',
    sources: originals,
    breaks: ({ source }) => source === '',
  },
  {
    id: 'R18',
    since: 1,
    about: 'taken',
    effects: { outside: 'blocks' },
    judgedBy: 'service',
    brokenWhere: 'a copy is left',
    sentence:
      'Copies of this picture are still where it came from. Whoever posted it deletes them and says so, on its own page; then it may go outside.',
    sources: originals,
    breaks: (taken) => copiesLeft(taken).length > 0,
  },
];
