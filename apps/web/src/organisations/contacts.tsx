import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { contactKinds } from '@consilium/domain';
import { choicesOf, ErrorSummary } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { ContactView, OrganisationPageView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { contactWords, phoneLink } from '../words';
import classes from './organisations.module.css';
import { SignOrLeave } from './sign-or-leave';

interface ContactsProps {
  readonly organisation: OrganisationPageView;
}

/** Where an organisation is reached; whoever speaks for it says so here. */
export function Contacts({ organisation }: ContactsProps): ReactNode {
  const [isWriting, setWriting] = useState(false);
  const { contacts, speaks } = organisation;
  return (
    <div className={classes.part}>
      <h3>How to reach it</h3>
      {isWriting ? (
        <ContactsForm organisation={organisation} onDone={() => setWriting(false)} />
      ) : (
        <>
          <ContactList contacts={contacts} speaks={speaks} />
          {speaks && (
            <div className={classes.actions}>
              <Button variant="default" size="md" onClick={() => setWriting(true)}>
                {contacts.length === 0 ? 'Say how to reach it' : 'Change'}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function ContactList({ contacts, speaks }: Pick<OrganisationPageView, 'contacts' | 'speaks'>): ReactNode {
  if (contacts.length === 0) {
    return (
      <p className={classes.words}>
        {speaks
          ? 'Nothing is said yet. You speak for this organisation: begin with the number that is answered at night.'
          : 'Nothing is said yet. Those who speak for it write it here.'}
      </p>
    );
  }
  return (
    <dl className={classes.contacts}>
      {contacts.map(({ kind, reach }, index) => (
        <div key={`${kind} ${reach} ${String(index)}`}>
          <dt>{contactWords[kind]}</dt>
          <dd>
            <Reach reach={reach} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A number is one press away from a call on a phone. */
function Reach({ reach }: { readonly reach: string }): ReactNode {
  const link = phoneLink(reach);
  return link === undefined ? (
    reach
  ) : (
    <a href={link} className={classes.number}>
      {reach}
    </a>
  );
}

interface FormProps extends ContactsProps {
  readonly onDone: () => void;
}

const empty: ContactView = { kind: 'on-call', reach: '' };

function ContactsForm({ organisation, onDone }: FormProps): ReactNode {
  const { organisation: id, contacts } = organisation;
  // As it was when writing began: what is sent is confirmed as of that.
  const [seen] = useState(organisation.seen);
  const [said, setSaid] = useState<readonly ContactView[]>(contacts.length === 0 ? [empty] : contacts);
  const save = useAct((door, given: readonly ContactView[]) => door.sayContacts(id, [...given], seen), onDone);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    save.run(said);
  };
  const change = (index: number, to: Partial<ContactView>): void => {
    setSaid((now) => now.map((each, at) => (at === index ? { ...each, ...to } : each)));
  };
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary title="Not changed" problems={problemsOf(save.error)} />
      {said.map((contact, index) => (
        <Line
          key={String(index)}
          contact={contact}
          onChange={(to) => change(index, to)}
          onRemove={() => setSaid((now) => now.filter((_, at) => at !== index))}
        />
      ))}
      <div className={classes.actions}>
        <Button
          variant="default"
          size="md"
          leftSection={<IconPlus size={20} aria-hidden />}
          disabled={said.length >= 10}
          onClick={() => setSaid((now) => [...now, empty])}
        >
          Another one
        </Button>
      </div>
      <p className={classes.aside}>Everybody in the register can read this. Your passkey confirms it.</p>
      <div className={classes.actions}>
        <SignOrLeave isBusy={save.isBusy} onLeave={onDone} />
      </div>
    </form>
  );
}

interface LineProps {
  readonly contact: ContactView;
  readonly onChange: (to: Partial<ContactView>) => void;
  readonly onRemove: () => void;
}

function Line({ contact, onChange, onRemove }: LineProps): ReactNode {
  return (
    <div className={classes.line}>
      <Select
        label="Whom"
        size="md"
        allowDeselect={false}
        data={choicesOf(contactWords)}
        value={contact.kind}
        onChange={(value) => onChange({ kind: contactKinds.find((each) => each === value) ?? contact.kind })}
      />
      <TextInput
        label="Number or address"
        size="md"
        required
        maxLength={120}
        value={contact.reach}
        onChange={(event) => onChange({ reach: event.currentTarget.value })}
      />
      <Button variant="default" size="md" onClick={onRemove}>
        Take off
      </Button>
    </div>
  );
}
