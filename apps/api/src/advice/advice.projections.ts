import { stageAt, type AdviceState } from '@consilium/domain';
import { projection } from '../ledgers/projections/projection';

const requests = projection({
  table: 'advice_requests',
  kind: 'advice',
  version: 2,
  columns: {
    ledger: 'text',
    organisation: 'text',
    room: 'text',
    requester: 'text',
    adviser: 'text',
    stage: 'text',
    urgency: 'text',
    pictures: 'integer',
    submitted_at: 'bigint',
    updated_at: 'bigint',
    rules: 'integer',
  },
  key: ['ledger'],
  ledger: 'ledger',
  items: (state) => [state],
  rowsOf: (state: AdviceState) => {
    const { progress, dossier } = state;
    return [
      {
        ledger: state.id,
        organisation: state.org,
        room: state.room,
        requester: state.requester,
        adviser: 'adviser' in progress ? progress.adviser : '',
        // Without a clock: what has expired since is said when it is asked for.
        stage: stageAt(state, 0),
        urgency: dossier?.body.urgency ?? 'routine',
        pictures: dossier?.body.threads.length ?? 0,
        submitted_at: state.submittedAt,
        updated_at: state.at,
        rules: state.rules,
      },
    ];
  },
});

export const adviceProjections = [requests];
