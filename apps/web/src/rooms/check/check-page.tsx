import { useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { anyPictureFormat } from '@consilium/domain';
import { takeCarried, useArriving } from '../../pictures';
import { NotHeld, type Returned, useReturned } from '../../explaining';
import { Card, ErrorSummary, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { useView } from '../../vault/use-vault';
import { CheckForm, type CheckFormProps } from './check-form';
import { ChoosePictures } from './choose-pictures';
import { checkedBefore, nothingEntered } from './entered';
import { DeviceCard } from './device-card';
import classes from './check.module.css';
import { Reading, Refused } from './series-view';
import { useSeries } from './use-series';

/** The case and with what pictures may be taken in it, or why one of them cannot be read. */
function useCase(room: string) {
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  const { data: capture, error: captureError } = useView(['room', room, 'capture'], (door) => door.capture(room));
  return { view, capture, error: error ?? captureError };
}

/** What was said of the device may run out while somebody fills the form in: what they answered stays. */
function useBegun(isShown: boolean): boolean {
  const [hasBegun, setBegun] = useState(false);
  if (isShown && !hasBegun) setBegun(true);
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
  const { view, capture, error } = useCase(room);
  const [before] = useState(() => (returned.state === 'back' ? checkedBefore(returned) : undefined));
  const series = useSeries(() => (before === undefined ? { files: takeCarried() } : { ready: before.ready }));
  const isOver = useArriving(series.add);
  if (view === undefined || capture === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <div data-device={capture.device.state} data-over={isOver} className={classes.page}>
      <PageTitle over={view.title} lead="Look at it once as a stranger would, before it leaves this device.">
        {series.isSeveral ? 'Check the pictures' : 'Check the picture'}
      </PageTitle>
      {returned.state === 'lost' && <NotHeld />}
      <Checks {...{ view, capture, series }} start={before?.start ?? nothingEntered} />
    </div>
  );
}

/** The device is answered for, then pictures are chosen, then they are checked. */
function Checks(props: Omit<CheckFormProps, 'onPosted'>): ReactNode {
  const { view, capture, series } = props;
  const navigate = useNavigate();
  const isSpokenFor = capture.device.state === 'holds';
  const isThere = series.ready.length > 0;
  // Until there is a picture, what was known of the device before may still be asked anew.
  const hasBegun = useBegun(isSpokenFor && isThere);
  const { room } = view;
  return (
    <>
      {!isSpokenFor && <DeviceCard device={capture.device} />}
      <Reading series={series} />
      <Refused series={series} />
      {hasBegun && isThere && (
        <CheckForm {...props} onPosted={() => void navigate({ to: '/cases/$room', params: { room }, replace: true })} />
      )}
      {isSpokenFor && !isThere && <Choose isBusy={series.preparing > 0} onChoose={series.add} />}
    </>
  );
}

interface ChooseProps {
  readonly isBusy: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

function Choose({ isBusy, onChoose }: ChooseProps): ReactNode {
  return (
    <Card>
      <div className={classes.choose}>
        <p className={classes.words}>
          {anyPictureFormat}, or HEIC as phones write it, up to 100 MB; several at once if one agreement covers them.
          Location, device and other hidden data are taken out here, before anything is sealed and sent.
        </p>
        <ChoosePictures isBusy={isBusy} label="Choose pictures" onChoose={onChoose} />
      </div>
    </Card>
  );
}
