import { Button, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ErrorSummary, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { WhoIsAway } from '../../telling';
import type { PersonView, RoomView } from '../../vault/door';
import { useAct, useView } from '../../vault/use-vault';
import { chosenAs } from '../../words';
import classes from './side-panel.module.css';

const optionsOf = (people: readonly PersonView[]): { value: string; label: string }[] =>
  people.map((person) => ({ value: person.person, label: chosenAs(person) }));

/** Everybody on the service can be looked for; who is outside cannot be invited, and it says why and what to do. */
export function InviteColleague({ view }: { readonly view: RoomView }): ReactNode {
  const [chosen, setChosen] = useState<string | null>(null);
  const inside = useView(['register', 'colleagues'], (door) => door.colleagues());
  const outside = useView(['register', 'outside'], (door) => door.outsideColleagues());
  const members = new Set(view.members.map(({ person }) => person));
  const isFree = ({ person }: PersonView): boolean => !members.has(person);
  const colleagues = (inside.data ?? []).filter(isFree);
  const others = (outside.data ?? []).filter(isFree);
  const stranger = others.find(({ person }) => person === chosen);
  const groups = [
    { group: 'Your organisation', items: optionsOf(colleagues) },
    { group: 'Other organisations', items: optionsOf(others) },
  ].filter(({ items }) => items.length > 0);
  if (groups.length === 0) return <StatusLine>Every colleague on this service is already here.</StatusLine>;
  return (
    <div className={classes.form}>
      <Select
        label="Invite a colleague"
        placeholder="Name, number or specialty"
        size="md"
        searchable
        data={groups}
        value={chosen}
        onChange={setChosen}
      />
      <WhoIsAway people={chosen === null ? [] : [chosen]} />
      {stranger === undefined ? (
        <InviteButton
          view={view}
          chosen={chosen}
          onDone={() => {
            setChosen(null);
          }}
        />
      ) : (
        <WhyNot view={view} stranger={stranger} />
      )}
    </div>
  );
}

interface InviteButtonProps {
  readonly view: RoomView;
  readonly chosen: string | null;
  readonly onDone: () => void;
}

function InviteButton({ view, chosen, onDone }: InviteButtonProps): ReactNode {
  const invite = useAct((door, person: string) => door.invite(view.room, person), onDone);
  return (
    <>
      <ErrorSummary title="Nobody was invited" problems={problemsOf(invite.error)} />
      <Button
        size="md"
        variant="default"
        disabled={chosen === null}
        loading={invite.isBusy}
        onClick={() => {
          if (chosen !== null) invite.run(chosen);
        }}
      >
        Invite: they can read everything here
      </Button>
    </>
  );
}

function WhyNot({ view, stranger }: { readonly view: RoomView; readonly stranger: PersonView }): ReactNode {
  return (
    <>
      <Button size="md" variant="default" disabled aria-describedby="why-not">
        {stranger.name} cannot be invited
      </Button>
      <p id="why-not" className={classes.whyNot}>
        {stranger.name} works for {stranger.organisation}. Nobody outside your organisation can be invited before your
        defence organisation has advised on showing exactly which pictures.
      </p>
      {view.may.share === true && (
        <Link to="/cases/$room/share" params={{ room: view.room }} className={classes.ask}>
          Ask for advice on this share
        </Link>
      )}
    </>
  );
}
