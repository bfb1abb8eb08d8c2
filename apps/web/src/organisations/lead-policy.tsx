import { Button, Textarea } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { Profession } from '@consilium/domain';
import { AnyOf, choicesOf, ErrorSummary, ExactTime } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import type { LeadPolicyView, OrganisationPageView } from '../vault/door';
import { useAct } from '../vault/use-vault';
import { professionWords } from '../words';
import classes from './organisations.module.css';
import { SignOrLeave } from './sign-or-leave';

interface LeadPolicyProps {
  readonly organisation: OrganisationPageView;
}

/** Who may lead the organisation, in its own words and in what the register holds officers to. */
export function LeadPolicy({ organisation }: LeadPolicyProps): ReactNode {
  const [isWriting, setWriting] = useState(false);
  const { leads, speaks } = organisation;
  return (
    <div className={classes.part}>
      <h3>Who may lead it</h3>
      {isWriting ? (
        <PolicyForm organisation={organisation} onDone={() => setWriting(false)} />
      ) : (
        <>
          {leads === undefined ? (
            <p className={classes.words}>
              It has no policy of its own: registration officers may name any clinician who works there.
            </p>
          ) : (
            <Policy leads={leads} />
          )}
          {speaks && (
            <div className={classes.actions}>
              <Button variant="default" size="md" onClick={() => setWriting(true)}>
                {leads === undefined ? 'Write a policy' : 'Write the next version'}
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function Policy({ leads }: { readonly leads: LeadPolicyView }): ReactNode {
  const who = leads.professions.map((each) => professionWords[each]).join(', ');
  return (
    <>
      <p className={classes.said}>{leads.words}</p>
      <p className={classes.aside}>
        Leads are: {who}. Version {leads.version}, signed by {leads.by} <ExactTime at={leads.at * 1000} />.
      </p>
    </>
  );
}

interface FormProps extends LeadPolicyProps {
  readonly onDone: () => void;
}

function PolicyForm({ organisation: { organisation, leads, seen: now }, onDone }: FormProps): ReactNode {
  // As it was when writing began: what is sent is confirmed as of that.
  const [seen] = useState(now);
  const [words, setWords] = useState(leads?.words ?? '');
  const [professions, setProfessions] = useState<readonly Profession[]>(leads?.professions ?? []);
  const publish = useAct(
    (door, said: Pick<LeadPolicyView, 'professions' | 'words'>) => door.sayLeadPolicy(organisation, said, seen),
    onDone,
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    publish.run({ words, professions: [...professions] });
  };
  return (
    <form onSubmit={send} className={classes.form}>
      <ErrorSummary title="Not published" problems={problemsOf(publish.error)} />
      <Textarea
        label="In words"
        description="Who leads, how they are chosen, for how long. No patient, no case."
        size="md"
        autosize
        minRows={4}
        maxLength={4000}
        required
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <AnyOf
        legend="A lead is one of these"
        hint="Registration officers cannot name anybody else from then on. Who leads already stays."
        choices={choicesOf(professionWords)}
        value={professions}
        onChange={setProfessions}
      />
      <p className={classes.aside}>Each version stays in the register. Your passkey confirms it.</p>
      <div className={classes.actions}>
        <SignOrLeave isBusy={publish.isBusy} onLeave={onDone} />
      </div>
    </form>
  );
}
