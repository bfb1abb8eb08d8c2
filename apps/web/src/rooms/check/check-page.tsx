import { Button, FileButton } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { anyPictureFormat } from '@consilium/domain';
import { acceptedPictures, prepare, type PreparedPicture, stopPreparing, takeCarried } from '../../pictures';
import { NotHeld, type Returned, useReturned } from '../../explaining';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { useView } from '../../vault/use-vault';
import { CheckForm } from './check-form';
import { checkedBefore, type Entered, nothingEntered } from './entered';
import { DeviceCard } from './device-card';
import classes from './check.module.css';

type Chosen =
  | { readonly at: 'nothing' }
  | { readonly at: 'preparing'; readonly file: File }
  | { readonly at: 'ready'; readonly name: string; readonly picture: PreparedPicture; readonly start: Entered }
  | { readonly at: 'refused'; readonly error: unknown };

const begin = (file: File | null | undefined): Chosen =>
  file === null || file === undefined ? { at: 'nothing' } : { at: 'preparing', file };

/** The file under way: read and stripped in a worker of its own, which ends with this screen. */
function usePrepared(returned: Returned): readonly [Chosen, (chosen: Chosen) => void] {
  const [chosen, setChosen] = useState<Chosen>(() =>
    returned.state === 'back' ? { at: 'ready', ...checkedBefore(returned) } : begin(takeCarried()),
  );
  useEffect(() => stopPreparing, []);
  useEffect(() => {
    if (chosen.at === 'ready') return chosen.picture.forget;
    if (chosen.at !== 'preparing') return undefined;
    const { file } = chosen;
    let isWanted = true;
    prepare(file).then(
      (picture) => {
        if (isWanted) setChosen({ at: 'ready', name: file.name, picture, start: nothingEntered });
        else picture.forget();
      },
      (error: unknown) => {
        if (isWanted) setChosen({ at: 'refused', error });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [chosen]);
  return [chosen, setChosen];
}

/** The case and with what pictures may be taken in it, or why one of them cannot be read. */
function useCase(room: string) {
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  const { data: capture, error: captureError } = useView(['room', room, 'capture'], (door) => door.capture(room));
  return { view, capture, error: error ?? captureError };
}

/** What was said of the device may run out while somebody fills the form in: what they answered stays. */
function useBegun(isSpokenFor: boolean): boolean {
  const [hasBegun, setBegun] = useState(false);
  if (isSpokenFor && !hasBegun) setBegun(true);
  return hasBegun;
}

/** One screen between a picture and its case: what it shows, what was removed, what was agreed, where it goes. */
export function CheckPage(): ReactNode {
  const { room = '' } = useParams({ strict: false });
  const returned = useReturned(['check', room]);
  if (returned.state === 'opening') return <StatusLine isLive>Opening what you entered</StatusLine>;
  return <Checking room={room} returned={returned} />;
}

function Checking({ room, returned }: { readonly room: string; readonly returned: Returned }): ReactNode {
  const navigate = useNavigate();
  const { view, capture, error } = useCase(room);
  const [chosen, setChosen] = usePrepared(returned);
  const isSpokenFor = capture?.device.state === 'holds';
  const hasBegun = useBegun(isSpokenFor);
  const choose = (file: File | null): void => {
    if (file !== null) setChosen(begin(file));
  };
  if (view === undefined || capture === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <div data-device={capture.device.state}>
      <PageTitle over={view.title} lead="Look at it once as a stranger would, before it leaves this device.">
        Check the picture
      </PageTitle>
      {returned.state === 'lost' && <NotHeld />}
      {!isSpokenFor && <DeviceCard device={capture.device} />}
      <Reading chosen={chosen} />
      {hasBegun && chosen.at === 'ready' && (
        <CheckForm
          view={view}
          capture={capture}
          name={chosen.name}
          picture={chosen.picture}
          start={chosen.start}
          onAnother={() => {
            setChosen({ at: 'nothing' });
          }}
          onPosted={() => void navigate({ to: '/cases/$room', params: { room }, replace: true })}
        />
      )}
      {isSpokenFor && chosen.at !== 'ready' && <Choose isBusy={chosen.at === 'preparing'} onChoose={choose} />}
    </div>
  );
}

/** How it stands with the file, until it is ready. */
function Reading({ chosen }: { readonly chosen: Chosen }): ReactNode {
  if (chosen.at === 'refused') {
    return <ErrorSummary title="This picture cannot be used" problems={problemsOf(chosen.error)} />;
  }
  if (chosen.at !== 'preparing') return null;
  return <StatusLine isLive>Reading the picture and taking out what hides in it</StatusLine>;
}

interface ChooseProps {
  readonly isBusy: boolean;
  readonly onChoose: (file: File | null) => void;
}

function Choose({ isBusy, onChoose }: ChooseProps): ReactNode {
  return (
    <Card>
      <div className={classes.choose}>
        <p className={classes.words}>
          {anyPictureFormat}, up to 100 MB. Location, device and other hidden data are taken out here, before anything
          is sealed and sent.
        </p>
        <FileButton onChange={onChoose} accept={acceptedPictures} inputProps={{ 'aria-label': 'Picture file' }}>
          {(props) => (
            <Button {...props} size="lg" loading={isBusy} leftSection={<IconPhotoPlus size={22} aria-hidden />}>
              Choose a picture
            </Button>
          )}
        </FileButton>
      </div>
    </Card>
  );
}
