import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Mode } from '@consilium/domain';
import { ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { OfficersPersonView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { InvitationLink } from './invitation-link';
import { endsByOtherKeys } from './proposal-words';

interface OtherKeysControlProps {
  readonly person: OfficersPersonView;
  readonly mode: Mode;
}

const confirmedBy = {
  trial: 'Then you confirm them under People waiting.',
  production: 'Then you propose them under People waiting, and another officer confirms.',
} as const satisfies Record<Mode, string>;

/** For somebody who lost every passkey and the recovery words: a link by which they come with other keys. */
export function OtherKeysControl({ person: { person, name, role }, mode }: OtherKeysControlProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const [link, setLink] = useState<{ link: string; expiresAt: number }>();
  const close = (): void => {
    setAsking(false);
  };
  const make = useAct(
    (door, _: undefined) => door.otherKeysLink(person),
    (made) => {
      setLink(made);
      close();
    },
  );
  return (
    <>
      <Button
        variant="default"
        aria-label={`Other keys: ${name}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        Other keys
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={`Other keys for ${name}?`}
        act="Make a one-time link"
        isDestructive={false}
        isBusy={make.isBusy}
        onConfirm={() => {
          make.run(undefined);
        }}
        onClose={close}
      >
        <ErrorSummary title="No link was made" problems={problemsOf(make.error)} />
        <p>
          Only for somebody who lost every passkey and the recovery words, and whom you see in front of you with their
          papers: whoever has the link can come as {name}.
        </p>
        <p>They make new keys with it. {confirmedBy[mode]} Until then nothing changes.</p>
        <p>What ends then: {endsByOtherKeys[role]}.</p>
      </ConfirmDialog>
      {link !== undefined && <InvitationLink {...link} />}
    </>
  );
}
