import { Button } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Card, ErrorSummary, ExactTime, KeyValueList, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OtherKeysView } from '../vault/door';
import { useAct, useView } from '../vault/use-vault';
import { roleWords } from '../words';
import { endsByOtherKeys } from './proposal-words';
import classes from './register.module.css';
import { ThirdOfficer } from './third-officer';

/** One who came with other keys: proposed by the officer who gave the link, confirmed by another one, or dropped. */
export function OtherKeysCard({ asked }: { readonly asked: OtherKeysView }): ReactNode {
  const { name, role, organisation, number, at, proofHolds, isProposed, confirmers } = asked;
  const { data } = useView(['register'], (door) => door.register());
  const propose = useAct((door, _: undefined) => door.proposeOtherKeys(asked));
  const refuse = useAct((door, _: undefined) => door.refuseOtherKeys(asked));
  return (
    <Card title={`Other keys for ${name}`} tone="edge">
      {isProposed ? <Proposed /> : <Proof proofHolds={proofHolds} />}
      <KeyValueList
        rows={[
          { name: 'Role', value: roleWords[role] },
          { name: 'Organisation', value: organisation === '' ? 'The registration office' : organisation },
          { name: 'Number', value: number },
          { name: 'Came', value: <ExactTime at={at * 1000} /> },
          { name: 'What ends by it', value: endsByOtherKeys[role] },
        ]}
      />
      {!isProposed && confirmers !== undefined && <ThirdOfficer name={name} confirmers={confirmers} />}
      <ErrorSummary title="Not done" problems={problemsOf(propose.error ?? refuse.error)} />
      <div className={classes.actions}>
        {!isProposed && (
          <Button
            size="md"
            disabled={!proofHolds}
            loading={propose.isBusy}
            leftSection={<IconFingerprint size={20} aria-hidden />}
            onClick={() => {
              propose.run(undefined);
            }}
          >
            {data?.mode === 'trial' ? 'Give them these keys' : 'Propose these keys'}
          </Button>
        )}
        <Button
          variant="default"
          size="md"
          loading={refuse.isBusy}
          aria-label={`Drop the other keys for ${name}`}
          onClick={() => {
            refuse.run(undefined);
          }}
        >
          Drop them
        </Button>
      </div>
    </Card>
  );
}

function Proposed(): ReactNode {
  return (
    <StatusLine tone="waiting">
      One officer proposed these keys. Another officer has to confirm them{' '}
      <Link to="/register" className={classes.inline}>
        on the register page
      </Link>
      . Dropping them drops what was proposed first: your passkey confirms that.
    </StatusLine>
  );
}

function Proof({ proofHolds }: { readonly proofHolds: boolean }): ReactNode {
  if (proofHolds) {
    return (
      <StatusLine tone="good">
        These keys were made with the link you gave for this person, and say of them what the register says.
      </StatusLine>
    );
  }
  return (
    <StatusLine tone="bad">
      These keys were not made with a link of yours, or say something else than the register. If another officer gave
      the link, leave it to them. If nobody did, drop them.
    </StatusLine>
  );
}
