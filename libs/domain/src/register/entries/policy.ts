import { organisationId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { integer, list, object, oneOf, orEmpty, text } from '../../kernel/shape';
import { registerEntry } from '../entry';
import { byGesture, lastAboutOrganisation } from '../gestured';
import { say } from '../moment';
import { spokenFor } from '../offices';

/**
 * By whoever speaks for a clinical organisation: what it says of one subject from now on, in its own words and in what the
 * rules read of it. Versions rise by one, and each stays in the register. Who holds an office already keeps it.
 */
export const policy = registerEntry({
  type: 'policy',
  since: 1,
  body: ({ policySubjects, professions, captureModes }) =>
    object({
      organisation: organisationId,
      subject: oneOf(policySubjects),
      version: integer(1),
      professions: list(oneOf(professions), { max: 20 }),
      capture: orEmpty(oneOf(captureModes)),
      words: text(4000, 1),
      ...byGesture,
    }),
  scope: 'room',
  open: ['clinician'],
  changes: (state, { organisation }) => lastAboutOrganisation(state, organisation),
  apply: (now, entry, { organisation: id, subject, version, professions, capture, words }) => {
    const [isOnLeads, isOnCapture] = [professions.length > 0, capture !== ''];
    if (isOnLeads !== (subject === 'leads') || isOnCapture !== (subject === 'capture')) refuse('policy-incomplete');
    const organisation = spokenFor(now, entry, id);
    const before = organisation.policies[subject]?.version ?? 0;
    if (version !== before + 1) refuse('policy-skip');
    const policies = { ...organisation.policies, [subject]: { version, professions, capture, words } };
    return { organisations: say(now.state.organisations, id, entry.seq, { ...organisation, policies }) };
  },
});
