import '../../../apps/web/src/platform/strict-page';
import { type ReactNode, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconFolders, IconInbox, IconPhotoPlus, IconShieldHalf, IconUserCog } from '@tabler/icons-react';
import {
  AppFrame,
  Card,
  ConfirmDialog,
  EmptyState,
  ErrorSummary,
  ExactTime,
  MemberStrip,
  PageTitle,
  Pages,
  PersonBadge,
  ProgressTwoWords,
  SignedBlock,
  StatusLine,
} from '../../../apps/web/src/platform/kit';
import { Look } from '../../../apps/web/src/platform/look';
import { PictureDesk } from './picture-desk';

const nine = Date.UTC(2026, 10, 23, 9, 0);
const places = [
  { href: '#/cases', name: 'Cases', icon: IconFolders, waiting: 2 },
  { href: '#/asked', name: 'Asked of me', icon: IconInbox },
  { href: '#/advice', name: 'Requests', icon: IconShieldHalf },
  { href: '#/devices', name: 'Devices', icon: IconUserCog },
];
const readers = [
  { id: '1', name: 'Dr Asha Verma', work: 'Dermatology, Northbank Hospital', isOutside: false, isHere: true },
  { id: '2', name: 'Dr Ben Odell', work: 'Dermatology, Northbank Hospital', isOutside: false, isHere: false },
  { id: '3', name: 'Dr Li Xu', work: 'Dermatopathology, Westfield', isOutside: true, isHere: true },
];
const checked = {
  tone: 'checked',
  says: 'Registered, with a licence to practise. Register status last checked',
  at: nine,
  source: 'synthetic register',
} as const;
const person = <PersonBadge size="small" name="Dr Asha Verma" registerNumber="Trial 7000001" check={checked} />;

/** Forty-five of them, of which a page has twenty. */
function ManyLines(): ReactNode {
  const [page, setPage] = useState(0);
  const names = Array.from({ length: 45 }, (_, index) => `Person ${String(index + 1)}`);
  return (
    <Card title="Many people">
      <Pages what="people" count={names.length} onPage={20} page={page} onGo={setPage}>
        <ul>
          {names.slice(page * 20, (page + 1) * 20).map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </Pages>
    </Card>
  );
}

function Gallery(): ReactNode {
  const [problems, setProblems] = useState<{ message: string; fieldId: string }[]>([]);
  const ask = (): void => {
    setProblems([{ message: 'Write the question you want answered', fieldId: 'question' }]);
  };
  return (
    <AppFrame places={places} current="#/cases" person={person} header={<MemberStrip readers={readers} />} onLock={ask}>
      <PageTitle
        over="Dermatology · this week"
        lead="Woman in her sixties. Does this need a biopsy, and how soon?"
        actions={<Button onClick={ask}>Ask for a second opinion</Button>}
      >
        Changing lesion, left forearm
      </PageTitle>
      <ErrorSummary problems={problems} />
      <States />
      <Card title="The question" actions={<Button variant="subtle">Edit</Button>}>
        <Form isWrong={problems.length > 0} />
      </Card>
      <Sending />
      <ManyLines />
      <Card title="People" tone="sunken">
        <PersonBadge
          name="Dr Li Xu"
          registerNumber="Trial 7000003"
          work="Dermatopathology, Westfield"
          check={{ ...checked, caveat: 'Trial: one officer alone let them in.' }}
        />
        <PersonBadge name="Dr Ben Odell" check={{ tone: 'calm', says: 'No register number was looked up', at: nine }} />
        <PersonBadge
          name="Dr M. Gone"
          check={{ tone: 'stopped', says: 'Access here suspended', at: nine, source: 'synthetic register' }}
        />
      </Card>
      <Decision />
      <PictureDesk />
      <EmptyState icon={IconPhotoPlus} title="No pictures yet" action={<Button>Add a picture</Button>}>
        Add one with the camera or from a file. It is stripped of location and device before it is sealed.
      </EmptyState>
    </AppFrame>
  );
}

function States(): ReactNode {
  return (
    <Card title="Where it stands" tone="edge">
      <StatusLine tone="waiting" action={<Button variant="default">Withdraw</Button>}>
        Waiting for an adviser of your defence organisation since <ExactTime at={nine} />
      </StatusLine>
      <StatusLine tone="good">No medico-legal objection. Valid until 30 Nov 2026</StatusLine>
      <StatusLine tone="bad">Advised against</StatusLine>
      <StatusLine tone="warning">Consent ends in two days</StatusLine>
      <StatusLine>Dr Xu joined. From here on an outside colleague reads what you write</StatusLine>
    </Card>
  );
}

function Form({ isWrong }: { readonly isWrong: boolean }): ReactNode {
  return (
    <form>
      <Textarea
        id="question"
        label="Question"
        description="What do you want to know? No names, dates of birth or numbers."
        error={isWrong ? 'Write the question you want answered' : undefined}
        autosize
        minRows={2}
      />
      <TextInput label="Local reference" placeholder="As your team would recognise it" mt="md" />
      <Select label="Urgency" data={['Routine', 'This week', 'Today']} defaultValue="This week" mt="md" />
      <Checkbox label="The patient was told who will see the picture" mt="md" />
    </form>
  );
}

function Sending(): ReactNode {
  return (
    <Card title="On their way">
      <ProgressTwoWords of="Picture 1" progress={{ stage: 'sending', fraction: 0.64 }} />
      <ProgressTwoWords of="Picture 2" progress={{ stage: 'encrypting' }} />
      <ProgressTwoWords of="Picture 3" progress={{ stage: 'sent' }} />
      <ProgressTwoWords
        of="Picture 4"
        progress={{
          stage: 'failed',
          message: 'The connection was lost. It is kept here; try again when you are online.',
        }}
        onRetry={() => undefined}
      />
    </Card>
  );
}

function Decision(): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const close = (): void => {
    setAsking(false);
  };
  return (
    <>
      <SignedBlock
        statement="No medico-legal objection to sharing these two pictures with Dr Li Xu for a second opinion, provided that the join is made by 30 November."
        rows={[
          { name: 'Asked by', value: 'Dr Asha Verma, Northbank Hospital' },
          { name: 'To be shown to', value: 'Dr Li Xu, Trial 7000003' },
          { name: 'Pictures', value: '2 of 3' },
          { name: 'Reason', value: 'Consent covers a named outside colleague; pictures show no face.' },
        ]}
        limits="Advice on the facts supplied. You remain responsible. Not confirmation of indemnity."
        action={
          <>
            <Button>Sign with passkey</Button>
            <Button
              variant="default"
              onClick={() => {
                setAsking(true);
              }}
            >
              Remove Dr Xu
            </Button>
          </>
        }
      />
      <SignedBlock
        statement="Biopsy within two weeks."
        rows={[{ name: 'Relied on', value: 'Pictures 1 and 2, full detail' }]}
        signed={{ by: 'Dr Li Xu', at: nine }}
      />
      <ConfirmDialog
        isOpen={isAsking}
        title="Remove Dr Xu from this room?"
        act="Remove"
        isDestructive
        typed="remove"
        onConfirm={close}
        onClose={close}
      >
        Their page closes now. What is posted next they can neither fetch nor open. Copies already seen cannot be
        recalled.
      </ConfirmDialog>
    </>
  );
}

const place = document.getElementById('app');
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <Look>
        <Gallery />
      </Look>
    </StrictMode>,
  );
}
