import { Button, FileButton } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { acceptedPictures, type PreparedPicture, prepare, stopPreparing } from '../pictures/door';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../sign-in/problems-of';
import { useView } from '../vault/use-vault';
import { takeCarried } from './carried-file';
import { CheckForm } from './check-form';
import classes from './check.module.css';

type Chosen =
  | { readonly at: 'nothing' }
  | { readonly at: 'preparing'; readonly name: string }
  | { readonly at: 'ready'; readonly name: string; readonly picture: PreparedPicture }
  | { readonly at: 'refused'; readonly error: unknown };

/** One screen between a picture and its case: what it shows, what was removed, what was agreed, where it goes. */
export function CheckPage(): ReactNode {
  const { room = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  const [chosen, setChosen] = useState<Chosen>({ at: 'nothing' });
  useEffect(() => (chosen.at === 'ready' ? chosen.picture.forget : undefined), [chosen]);

  const choose = useCallback((file: File | null): void => {
    if (file === null) return;
    setChosen({ at: 'preparing', name: file.name });
    prepare(file).then(
      (picture) => {
        setChosen({ at: 'ready', name: file.name, picture });
      },
      (refusal: unknown) => {
        setChosen({ at: 'refused', error: refusal });
      },
    );
  }, []);
  useEffect(() => {
    choose(takeCarried() ?? null);
    return stopPreparing;
  }, [choose]);
  if (view === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <>
      <PageTitle over={view.title} lead="Look at it once as a stranger would, before it leaves this device.">
        Check the picture
      </PageTitle>
      {chosen.at === 'refused' && (
        <ErrorSummary title="This picture cannot be used" problems={problemsOf(chosen.error)} />
      )}
      {chosen.at === 'preparing' && <StatusLine isLive>Reading the picture and taking out what hides in it</StatusLine>}
      {chosen.at === 'ready' ? (
        <CheckForm
          view={view}
          name={chosen.name}
          picture={chosen.picture}
          onAnother={() => {
            setChosen({ at: 'nothing' });
          }}
          onPosted={() => void navigate({ to: '/cases/$room', params: { room }, replace: true })}
        />
      ) : (
        <Choose isBusy={chosen.at === 'preparing'} onChoose={choose} />
      )}
    </>
  );
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
          JPEG, PNG or WebP, up to 100 MB. Location, device and other hidden data are taken out here, before anything is
          sealed and sent.
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
