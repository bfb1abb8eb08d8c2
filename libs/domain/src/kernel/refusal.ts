/**
 * Why an entry may not stand, in words for the person who tried. One code per branch of the rule books; a message names
 * the next step and holds no id, key, name or case detail.
 */
const sentences = {
  // The chain
  'wrong-seq': 'Something was added in the meantime. Reload the record and try again.',
  'wrong-prev': 'This does not follow the newest entry. Reload the record and try again.',
  'wrong-ledger': 'This entry belongs to another record. Start again from the right page.',
  'wrong-root': 'This entry belongs to another register. Check the address of the service.',
  'time-fell': 'This entry is dated before the newest one. Reload the record and try again.',
  'rules-fell': 'This entry was made by an older version of the service. Reload the page.',
  'rules-unknown': 'This entry names rules that are not in force. Reload the page.',
  'register-unknown': 'This entry names a register entry that is not known here. Fetch the register again.',
  'register-fell': 'This entry was made with an older register. Fetch the register again and retry.',
  'not-a-beginning': 'A record begins with its own first entry. Start again.',
  'unknown-type': 'This kind of entry is not known here. Reload the page to get the current version.',
  'wrong-scope': 'This entry is addressed to the wrong readers. Reload the page and try again.',
  'body-missing': 'The content needed to judge this entry was not delivered. Fetch the record again.',
  'bodies-withheld': 'Earlier entries of this thread were not delivered. Fetch the whole record again.',
  'service-only-ticks': 'The service may only advance the clock. Tell your registration officer.',
  'ticks-by-service': 'Only the service advances the clock of a record.',
  'document-missing': 'The signed document inside this entry was not verified. Try again from the start.',

  // The register
  'author-unknown': 'Your registration is not known yet. Wait for the registration officer to confirm it.',
  'author-not-active': 'Your registration is not active. Ask a registration officer to renew it.',
  'not-an-officer': 'Only a registration officer may do this. Ask one.',
  'not-an-adviser': 'Only an active adviser of that organisation may do this. Ask a registration officer.',
  'officer-repeated': 'Each first officer needs their own identity and key. Begin the set-up again.',
  'officers-incomplete': 'The set-up lacks the signed keys of an officer. Begin the set-up again.',
  'join-of-another': 'The keys offered belong to somebody else. Ask the person to join again.',
  'join-for-another-root': 'The keys offered were made for another register. Ask the person to join again.',
  'passkey-of-another-site': 'A passkey offered belongs to another address. Make one for this address.',
  'name-unusable':
    'This name cannot be told from others. Type it again as it stands in the register, without hidden characters.',
  'statement-unknown': 'The statement says something these rules do not know. Ask the person to join again.',
  'statement-changed':
    'New keys change nothing else that is known of a person. Ask an officer to renew their registration here first.',
  'statement-older': 'They have signed a newer statement of themselves since. Reload the list and read that one.',
  'number-taken': 'This number belongs to somebody else here. Find out whose it is before anybody is signed.',
  'staff-number-missing':
    'Officers, and advisers without a register number, need their employer’s staff number. Ask the person to join again and give it.',
  'staff-number-unexpected': 'Whoever has a register number is known by it. Leave the staff number out.',
  'staff-number-of-another':
    'The staff number in the employer’s letter is not the one the person stated. Find out which is right.',
  'second-officer-missing': 'A register for real use begins with two officers. Begin the set-up with a second one.',
  'nothing-proposed': 'This does not wait for a second officer any more. Reload the list.',
  'confirms-own-act': 'Another officer confirms what you propose. Ask one.',
  'advisers-left':
    'The advisers who were to confirm this adviser have left since it was proposed. Look at the organisation, then propose it again.',
  'still-announced': 'This is announced to everybody first and can be confirmed only later. The list says from when.',
  'proposer-stopped': 'Whoever proposed this was suspended or got other keys since. Propose it again.',
  'proposal-lapsed': 'This waited for longer than seven days. Propose it again.',
  'not-said-to-be-a-member': 'The officers do not list this person with this organisation. Ask a registration officer.',
  'member-already': 'This is confirmed already. Nothing needs doing.',
  'anchor-unexpected': 'Only a defence organisation has an anchor. Leave it out.',
  'no-anchor': 'This organisation has no anchor. Its own advisers confirm another one.',
  'adviser-serves': 'An adviser serves at this organisation. Ask them to confirm the new one.',
  'keys-differ': 'This person has other keys now. Ask the organisation to sign again.',
  'not-confirmed': 'There is no confirmed membership to end. Reload the list.',
  'registration-of-another':
    'The register’s answer is about another number than the person stated. Look their number up again.',
  'profession-missing': 'A profession and its register number go together. Ask the person to join again and give both.',
  'profession-of-another-register':
    'This profession is in another register, or its numbers look otherwise. Ask the person to join again.',
  'status-not-good':
    'With this register status nobody practises. It is not signed; refuse the request with the reason.',
  'difference-unexplained': 'The name stated and the name in the register differ. Write why they are the same person.',
  'passkey-taken': 'This passkey is listed for somebody else. Each person makes passkeys of their own.',
  'key-taken': 'This key was used before. Ask the person to make new keys.',
  'organisation-exists': 'This organisation is registered already. Choose it from the list.',
  'organisation-retired': 'This organisation is retired and takes nobody in. Choose another.',
  'nothing-changes': 'It is so already. Reload the list.',
  'office-held': 'They hold this office already. Reload the list.',
  'office-taken': 'The organisation has a Caldicott guardian. End that appointment first.',
  'office-not-held': 'They do not hold this office. Reload the list.',
  'policy-forbids':
    'The organisation’s own policy lets nobody of this profession lead it. Read the policy, or choose somebody else.',
  'policy-incomplete': 'A policy says what belongs to its own subject and nothing else. Write it again.',
  'policy-skip': 'The policy was changed in the meantime. Read the newest version, then write yours.',
  'speaks-for-nobody':
    'Only those who speak for this organisation may say this: its lead or Caldicott guardian, or a serving adviser.',
  'own-keys': 'Nobody may replace their own keys in an officer’s way. Ask two other officers.',
  'organisation-unknown': 'This organisation is not registered. Register it first.',
  'wrong-organisation-kind': 'The organisation is not of the kind this role needs. Choose another.',
  'own-credential': 'Nobody may confirm their own registration. Ask another registration officer.',
  'own-status': 'Nobody may change their own status. Ask another registration officer.',
  'credential-expired': 'This registration would have ended already. Choose a later date.',
  'registration-missing': 'A clinician needs an entry in a professional register. Look it up first.',
  'registration-unexpected': 'An officer has no professional registration here. Leave it out.',
  'organisation-missing': 'This role needs an organisation. Choose one.',
  'renewal-changes-keys': 'A renewal keeps the keys. Use the change of keys instead.',
  'person-unknown': 'This person is not registered. Register them first.',
  'already-appointed': 'This adviser is appointed already. Nothing needs doing.',
  'not-appointed': 'This person is not an appointed adviser of that organisation. Check the appointment.',
  'gesture-missing': 'Your passkey has to confirm this. Start again and unlock your passkey when asked.',
  'changed-since-gesture': 'The register changed since your passkey was asked. Look again, then confirm again.',
  'gesture-too-old': 'The confirmation with the passkey is too old. Confirm again.',
  'gesture-of-no-passkey': 'Confirm this with a passkey that the register lists for you.',
  'passkey-waits': 'This passkey is new and does not count yet. Use an older one, or wait until it does.',
  'passkeys-only-added':
    'Passkeys are only added like this. To remove one, renew your keys with a passkey that you keep.',
  'confirming-passkey-gone': 'Confirm with a passkey that you keep. Another one of yours has to remove this one.',
  'keyring-not-next': 'These are not the keys that come next after those the register knows. Sign in again.',
  'wrong-generation': 'The keys were changed in the meantime. Reload and try again.',
  'wrong-back': 'The link to the previous key is wrong. Reload and try again.',
  'wrong-recipients': 'The key must go to exactly the people entitled now. Reload and try again.',
  'not-reported':
    'A key that was given to you is skipped only after you reported that it does not open. Reload and try again.',
  'held-by-another':
    'A colleague holds a key that this would skip. Ask them to sign in: their device passes it on to you.',
  'not-a-holder': 'You do not hold the current key of this thread. Ask a colleague who does to open the case.',
  'already-holder': 'This person holds the key already. Nothing needs doing.',
  'clearance-ended': 'This clearance has ended for good. Ask for a new one.',
  'already-suspended': 'This clearance is suspended already. Nothing needs doing.',
  'not-suspended': 'Only a suspended clearance can be reinstated. Check its status.',
  'rules-skip': 'Rule versions rise by one. Reload and try again.',
  'record-repeated': 'A record is named twice. Reload the list of what was lost, and begin again.',
  'nothing-lost': 'Nothing of this record was lost. Reload the list of what was lost, and begin again.',
  'kept-elsewhere': 'The register does not have the entry that is said to be kept. Reload the page and compare again.',
  'register-went-on':
    'Something was written in the register since it was put back, so it cannot be accepted any more. Put the backup back once more, and write nothing before this.',
  'checkpoint-ahead': 'A checkpoint is about what the register has. Reload the page and try again.',
  'checkpoint-not-yet': 'Checkpoints are not in use yet. Nothing needs doing.',

  // The room
  'not-a-clinician-here':
    'Only an active clinician of this organisation may open or join a case. Check the registration.',
  'not-a-member': 'You are not an active member of this case. Ask its owner.',
  'not-accepted-yet': 'Accept the invitation first.',
  'not-the-owner': 'Only the owner of the case may do this. Ask them.',
  'internals-only': 'Only colleagues of the organisation may do this. Ask the owner of the case.',
  'room-closed': 'This case is closed. Its owner can open it again.',
  'room-open': 'This case is open already. Nothing needs doing.',
  'known-already': 'Nobody here waits to be known again under new keys. Reload the case.',
  'already-a-member': 'This colleague is in the case already. Nothing needs doing.',
  'not-in-the-room': 'This person is not in the case. Reload the list of members.',
  'owner-must-hand-over': 'The owner cannot leave. Hand the case over to a colleague first.',
  'take-over-first': 'The owner of this case can act no more. Take the case over yourself first.',
  'already-the-owner': 'This colleague owns the case already. Nothing needs doing.',
  'no-such-thread': 'There is no such thread in this case. Reload the page.',
  'thread-exists': 'This thread exists already. Reload the page.',
  'wrong-thread-kind': 'This does not belong in a thread of that kind. Open the right thread.',
  'side-thread-taken': 'This clearance has its own thread already. Use that one.',
  'old-generation': 'The keys of this thread were changed. Reload and send again.',
  'rotation-due':
    'Somebody lost access to this thread or changed their keys. Its keys are changed first, then send again.',
  'not-entitled': 'This person may not read this thread. Check who is in the case.',
  'wrong-cover': 'The permission named for this person is not the one that covers the thread. Reload and try again.',
  'case-rotation-due':
    'Somebody left the case or changed their keys. The key of the case itself is changed first, then send again.',
  'wrong-readers': 'Who inside this key is for is named wrongly. Reload and try again.',
  'opened-by-case': 'Colleagues inside open this thread with the key of the case. Nothing needs doing here.',
  'right-missing': 'The permission given does not include this. Ask the owner of the case.',
  'only-in-side-thread': 'An outside opinion belongs in the thread of the share. Open that one.',
  'consent-not-accepted': 'The consent recorded does not allow this. Read the rule and correct the record.',
  'consent-taker-unknown': 'Consent is recorded by a registered clinician. Check who took it.',
  'consent-out-of-order': 'The consent record was changed in the meantime. Reload and try again.',
  'consent-contradicts': 'What was recorded contradicts itself. Look at the answers and record it again.',
  'consent-missing': 'Record the consent for this picture first.',
  'consent-not-current': 'The consent record was changed. Read the newest version and try again.',
  'consent-withdrawn':
    'Consent was withdrawn, and nothing more is recorded on it. If the patient agrees anew, open the record again first.',
  'consent-not-withdrawn': 'This consent does not stand as withdrawn. Record a new version of it as it is.',
  'use-not-said':
    'Say whether the picture was seen or relied on, where the picture itself is withdrawn. Then record it.',
  'picture-withdrawn':
    'This picture was withdrawn. Nothing is written under it and no opinion rests on it any more: use the case thread.',
  'picture-not-withdrawn': 'This picture does not stand as withdrawn. Reload and look at its record.',
  'destruction-proposed': 'It was proposed already, and waits for the Caldicott guardian or was confirmed.',
  'destruction-not-proposed': 'Nobody proposed that this picture is destroyed. Reload and look at its record.',
  'destruction-answered': 'The Caldicott guardian has answered already. Reload to read what.',
  'destruction-confirmed':
    'The Caldicott guardian confirmed that this picture is to be destroyed. Add it anew if the patient agrees again.',
  'not-the-guardian':
    'This is for the Caldicott guardian of your organisation. Invite them to the case, or ask two officers who it is.',
  'own-proposal':
    'Whoever proposed it does not confirm it. Ask your registration officers for another Caldicott guardian.',
  'already-shown': 'The Caldicott guardian can see this picture already.',
  'nothing-to-state': 'You were asked for no statement here. Reload to see what is open to you.',
  'already-stated': 'You made this statement already. Nothing more is needed.',
  'sharing-ended':
    'What you were invited to was withdrawn or changed by the patient since. Ask the person who invited you.',
  'consent-taken-when':
    'The time at which consent was taken cannot be right. Look at the clock of this device, then record it again.',
  'already-withdrawn': 'This withdrawal is on record already. Nothing needs doing.',
  'picture-already-there': 'Each picture has its own thread. Add this one as a new picture.',
  'renditions-wrong': 'A picture needs its original, its small and its viewing copy. Add it again.',
  'object-reused': 'This file belongs to another picture. Add the picture again.',
  'capture-policy-changed':
    'The organisation’s policy on taking pictures is another one now. Read it, then post the picture under it.',
  'picture-not-allowed': 'The organisation’s policy on taking pictures, or this device, does not allow this picture.',
  'device-attested-when':
    'The time at which you spoke for this device cannot be right. Look at its clock, then say again how it is kept.',
  'not-the-poster': 'Whoever posted the picture says where it came from and what was deleted. Ask them.',
  'source-not-said': 'Say first where the picture came from. Only then is it asked what was deleted there.',
  'copies-not-asked': 'This copy is not one that is asked about, or it is on record as deleted. Reload the picture.',
  'not-read-back': 'The sealed picture was not read back first. Let this device read it, then say what was deleted.',
  'picture-missing': 'A picture named here is not in the case. Choose the pictures again.',
  'picture-differs': 'A picture is not the one named here. Choose the pictures again.',
  'next-actor-unknown':
    'Who acts next is somebody who is in the case now, or somebody outside by what they are. Choose again.',
  'no-such-opinion': 'Only the author adds to an opinion, in its own thread. Open the opinion.',
  'no-defence-organisation': 'You belong to no defence organisation. Ask a registration officer.',
  'consent-not-for-sharing':
    'The consent recorded does not allow this share. Talk to the patient and record a new version.',
  'picture-not-for-sharing':
    'How this picture was taken, or what is left of it elsewhere, does not allow this share. Look at its page.',
  'purpose-fixed':
    'What this case is shown outside for was said with its first request, and stays. Open another case for another purpose.',
  'share-not-requested': 'This share was not asked for in this case. Ask your defence organisation first.',
  'side-thread-missing': 'The thread for the outside colleague does not exist yet. Make it first.',

  // Clearances
  'parties-not-distinct': 'Adviser, requester and outside colleague must be three people. Ask another adviser.',
  'wrong-adviser-key': 'The decision was not signed with the key of its adviser. Ask for a new decision.',
  'wrong-passkey': 'The decision was not confirmed with a passkey of its adviser. Ask for a new decision.',
  'second-adviser-missing': 'This share needs a second adviser. Ask the defence organisation.',
  'second-adviser-invalid': 'The second signature is not that of another active adviser. Ask the defence organisation.',
  'advised-against': 'The defence organisation advised against this share. Read its reasons.',
  'clearance-dates': 'The dates of this decision contradict each other. Ask for a new decision.',
  'join-by-passed': 'The time to join has passed. Ask for a new decision.',
  'member-until-passed': 'The time of this share has passed. Ask for a new decision.',
  'clearance-from-later-register': 'The decision was made with a newer register. Fetch the register and try again.',
  'clearance-of-another-register': 'The decision belongs to another register. Ask for a new decision.',
  'clearance-of-another-room': 'The decision was made for another case. Ask for one for this case.',
  'clearance-not-standing': 'The decision was suspended or ended. Talk to the defence organisation.',
  'keys-not-current': 'These are not the keys this colleague has now. Look at the request again.',
  'clearance-used': 'This decision was used already. Ask for a new one.',
  'requester-is-not-owner': 'Only the person who asked for the decision can use it. Ask for a new one.',
  'wrong-defence-organisation':
    'The decision is not by the defence organisation of the person who asked. Ask the right one.',
  'recipient-not-active': 'The outside colleague is not an active clinician. Ask them to renew their registration.',
  'recipient-differs':
    'Keys or number of the outside colleague have changed. Ask the defence organisation to confirm the new keys, or for a new decision.',
  'recipient-is-internal': 'This colleague is of your own organisation. Invite them directly.',
  'already-a-colleague': 'This colleague takes part through another decision. End that one first.',
  'room-head-ahead': 'The decision names a state of the case that is not known here. Reload the case.',
  'flags-missing': 'The decision does not mention facts recorded with the consent. Ask for a new decision.',
  'consent-differs': 'The consent changed since the decision. Ask for a new decision.',
  'not-invited': 'There is no such invitation for you. Ask the owner of the case.',
  'already-answered': 'This invitation was answered already. Open the case.',

  // Advice
  'not-of-this-defence-organisation':
    'Only an active clinician may ask, and only their own defence organisation. Check your registration.',
  'membership-not-confirmed':
    'Your defence organisation has not confirmed your membership yet. Ask one of its advisers to confirm it.',
  'org-key-missing': 'The defence organisation has no key yet. Its first adviser makes it by signing in.',
  'org-key-due':
    'An adviser has left or changed keys, and the key of the organisation must change first. Try again later.',
  'not-the-requester': 'Only the person who asked may do this. Ask them.',
  'not-assigned': 'Only the assigned adviser may do this. Take the request over first.',
  'wrong-stage': 'The request is not at this stage any more. Reload the page.',
  'threads-repeated': 'A picture is named twice. Choose the pictures again.',
  'dossier-not-newest': 'The dossier was changed in the meantime. Read the newest and try again.',
  'dossier-not-submitted': 'The changed dossier was not submitted. Submit it instead of answering.',
  'only-for-oneself': 'An adviser takes a request for themselves only. Take one yourself.',
  'conflict-declared': 'An adviser with a conflict cannot take this request. Leave it to a colleague.',
  'own-request': 'Nobody decides about their own share. Leave it to another adviser.',
  'already-assigned': 'Another adviser has this request. Talk to them.',
  'second-adviser-not-due': 'This decision needs one adviser only. Sign it as a decision.',
  'not-proposed': 'This is not the decision the first adviser signed. Read the newest and sign again.',
  'decision-differs': 'The decision does not match what was asked. Prepare it again.',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof sentences;
/** Every way in which a rule book can refuse. */
export const refusalCodes = Object.keys(sentences) as readonly RefusalCode[];

/** Why an entry may not stand. `rule`: the guidance it rests on, where it rests on one. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  readonly rule?: string;
}

export type Applied<S> = { readonly ok: true; readonly state: S } | { readonly ok: false; readonly refusal: Refusal };

export function refusal(code: RefusalCode): Refusal {
  return { code, message: sentences[code] };
}

/** Thrown inside the rule books only; `judge` turns it into a value. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** Always caught by `judge`, so one of each code is enough: taking a stack costs more than most judgements. */
const refusals = new Map<RefusalCode, Refused>();

export function refuse(code: RefusalCode): never {
  throw refusals.get(code) ?? kept(code);
}

/**
 * An engine keeps whatever was on the stack until somebody reads the stack as text: unread, the first refusal of its kind
 * would keep the keys that were open then, through every lock.
 */
function kept(code: RefusalCode): Refused {
  const refused = new Refused(refusal(code));
  String(refused.stack);
  refusals.set(code, refused);
  return refused;
}

/** Refuses in the words of a guidance rule instead of the code's own. */
export function refuseByRule(code: RefusalCode, rule: string, message: string): never {
  throw new Refused({ code, message, rule });
}

/** Runs one judgement. Only a refusal becomes a value; anything else is a bug and passes through. */
export function judge<S>(judgement: () => S): Applied<S> {
  try {
    return { ok: true, state: judgement() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

/** The refusal a check ends in, if any. */
export function refusalOf(check: () => unknown): Refusal | undefined {
  const applied = judge(check);
  return applied.ok ? undefined : applied.refusal;
}
