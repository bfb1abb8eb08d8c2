import { Button, Select, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { longestTeamName, mostMembers } from '@consilium/domain';
import { AnyOf, ConfirmDialog, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { PersonView, TeamView, TeamsView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { chosenAs } from '../words';
import classes from './colleagues.module.css';
import { SignOrLeave } from './sign-or-leave';

interface TeamFormProps {
  readonly all: TeamsView;
  readonly people: readonly PersonView[];
  /** Left out for a new one. */
  readonly team?: TeamView;
  readonly onDone: () => void;
}

/** A team as whoever speaks for the organisation signs it: its name, and everybody in it. */
export function TeamForm({ all, people, team, onDone }: TeamFormProps): ReactNode {
  // As it was when writing began: what is sent is confirmed as of that.
  const [seen] = useState(all.seen);
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<string[]>(team?.members ?? []);
  const [gap, setGap] = useState('');
  const say = useAct(
    (door, said: { name: string; members: string[] }) => door.sayTeam({ team: team?.team ?? '', ...said }, seen),
    onDone,
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setGap(members.length === 0 ? 'Choose at least one colleague.' : '');
    if (members.length > 0) say.run({ name, members });
  };
  const choices = [
    { value: all.me, label: 'Yourself' },
    ...people.map((person) => ({ value: person.person, label: chosenAs({ ...person, organisation: '' }) })),
  ];
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary
        title="Not changed"
        problems={[...(gap === '' ? [] : [{ message: gap }]), ...problemsOf(say.error)]}
      />
      <TextInput
        label="Name of the team"
        description="As colleagues call it: “Dermatology”, “Burns”."
        size="md"
        required
        maxLength={longestTeamName}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Members {...{ choices, members }} onChange={setMembers} />
      <p className={classes.aside}>Everybody in the register can read this. Your passkey confirms it.</p>
      <div className={classes.actions}>
        <SignOrLeave isBusy={say.isBusy} onLeave={onDone} />
      </div>
    </form>
  );
}

interface MembersProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly members: readonly string[];
  readonly onChange: (members: string[]) => void;
}

/** Who is in it, each taken off by a press, and the others of the organisation to be looked for. */
function Members({ choices, members, onChange }: MembersProps): ReactNode {
  const isIn = ({ value }: { readonly value: string }): boolean => members.includes(value);
  return (
    <>
      {members.length > 0 && (
        <AnyOf
          legend="Who is in it"
          layout="stacked"
          choices={choices.filter(isIn)}
          value={members}
          onChange={onChange}
        />
      )}
      {members.length < mostMembers ? (
        <Select
          // Anew for each, so that nothing of the last one stands in it.
          key={members.length}
          label="Add a colleague"
          description={`At most ${String(mostMembers)}. Whoever asks the team lets all of them in.`}
          placeholder="Name, number or specialty"
          size="md"
          searchable
          data={choices.filter((each) => !isIn(each))}
          value={null}
          onChange={(added) => {
            if (added !== null) onChange([...members, added]);
          }}
        />
      ) : (
        <p className={classes.aside}>These are {mostMembers}: take one off to add another.</p>
      )}
    </>
  );
}

interface EndTeamProps {
  readonly team: TeamView;
  readonly seen: string;
}

/** The end of a team: whoever was let in by its name stays where they are. */
export function EndTeam({ team: { team, name }, seen }: EndTeamProps): ReactNode {
  const [asked, setAsked] = useState<string>();
  const close = (): void => setAsked(undefined);
  const end = useAct((door, at: string) => door.sayTeam({ team, name, members: [] }, at), close);
  return (
    <>
      <Button variant="subtle" size="md" aria-label={`End ${name}`} onClick={() => setAsked(seen)}>
        End
      </Button>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={`End the team ${name}?`}
        act="Sign and end it"
        isDestructive
        isBusy={end.isBusy}
        onConfirm={() => {
          if (asked !== undefined) end.run(asked);
        }}
        onClose={close}
      >
        <ErrorSummary title="Not ended" problems={problemsOf(end.error)} />
        Nobody can ask it any more. Whoever was let into a case by its name stays there. Your passkey confirms it.
      </ConfirmDialog>
    </>
  );
}
