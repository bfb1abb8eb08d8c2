import { personId } from '../../kernel/ids';
import { compactJws } from '../../kernel/keys';
import { refuse } from '../../kernel/refusal';
import { integer, object } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAbout } from '../gestured';
import { withoutOffices } from '../offices';
import { joinOf, keysOf, notAppointed, ownersOf, personNow, put, say, unusedKey } from '../moment';
import { standingStatement } from '../standing-statement';
import type { Person } from '../state';

/** An officer with other keys acts again once two officers say so: until then they are suspended. */
const suspended = (at: number) =>
  ({ status: 'suspended', statusSource: 'keys replaced', statusCheckedAt: at }) as const;

/**
 * By two officers, for somebody who lost every passkey and the recovery words: other keys for the same person. Nothing that
 * others confirmed of them outlives it: an appointment, an office and a membership end, an officer is suspended, decisions that name
 * the former keys let nobody in, and each case needs somebody in it to say that they are who they were.
 */
export const keyReplacement = registerEntry({
  type: 'key-replacement',
  since: 1,
  body: object({ person: personId, join: compactJws, keyring: integer(2), ...byGesture }),
  scope: 'room',
  open: ['officer'],
  changes: (state, { person }) => lastAbout(state, person),
  needsTwo: () => true,
  apply: (now, { by, seq, at }, body) => {
    const { state } = now;
    if (body.person === by) refuse('own-keys');
    const known = personNow(state, body.person) ?? refuse('person-unknown');
    const join = joinOf(now, body.person);
    if (JSON.stringify(join.join.states) !== JSON.stringify(standingStatement(known))) refuse('statement-changed');
    unusedKey(state, join);
    if (body.keyring !== known.keyring + 1) refuse('keyring-not-next');
    const passkeys = join.join.passkeys.map((each) => ({ ...each, counts: at + state.waits.passkey }));
    const person: Person = {
      ...{ ...known, ...keysOf(join), ...notAppointed },
      ...{ passkeys, keyring: body.keyring, sealed: '', memberOf: '', replaced: seq, statedAt: join.join.at },
      ...(known.role === 'officer' && known.status === 'good' ? suspended(at) : {}),
    };
    return {
      people: say(state.people, known.id, seq, person),
      organisations: withoutOffices(state, known.id, seq),
      kids: put(state.kids, join.kid, known.id),
      passkeyOwners: ownersOf(state.passkeyOwners, known.id, passkeys),
    };
  },
});
