import { clearanceId, hash, keyId, organisationId } from '../../kernel/ids';
import { sealingPublic } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture } from '../gestured';
import { personNow } from '../moment';
import { changedWord, seqOfWordOn } from '../said-of-clearance';

/**
 * By an adviser of the organisation that gave the clearance, once the colleague whom it lets in has other keys than it names:
 * these are the same colleague's. Until then it lets nobody in.
 */
export const clearanceRekey = registerEntry({
  type: 'clearance-rekey',
  since: 1,
  body: object({
    clearance: clearanceId,
    hash,
    organisation: organisationId,
    kid: keyId,
    sealing: sealingPublic,
    ...byGesture,
  }),
  scope: 'room',
  open: ['adviser'],
  changes: seqOfWordOn,
  apply: (now, entry, body) =>
    changedWord(now, entry, body, ({ standing }) => {
      const { kid, sealing } = body;
      if (standing === 'ended') refuse('clearance-ended');
      const owner = now.state.kids.get(kid);
      const person = owner && personNow(now.state, owner);
      if (person?.kid !== kid || person.sealing !== sealing) refuse('keys-not-current');
      return { keys: { kid, sealing } };
    }),
});
