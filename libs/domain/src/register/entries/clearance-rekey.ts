import { clearanceId, hash, keyId, organisationId } from '../../kernel/ids';
import { sealingPublic } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { object } from '../../kernel/shape';
import { advises } from '../advises';
import { registerEntry } from '../entry';
import { byGesture } from '../gestured';
import { personNow, say } from '../moment';
import { saidOf, seqOfWordOn } from '../said-of-clearance';

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
  apply: (now, entry, body) => {
    const { state } = now;
    advises(now, entry, body.organisation);
    const said = saidOf(state, body);
    if (said.standing === 'ended') refuse('clearance-ended');
    const owner = state.kids.get(body.kid);
    const person = owner && personNow(state, owner);
    if (person?.kid !== body.kid || person.sealing !== body.sealing) refuse('keys-not-current');
    const { kid, sealing } = body;
    return { clearances: say(state.clearances, body.clearance, entry.seq, { ...said, keys: { kid, sealing } }) };
  },
});
