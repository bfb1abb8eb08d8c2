import { Button } from '@mantine/core';
import { IconDeviceMobileCheck } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import type { DeviceOwner } from '@consilium/domain';
import { AnyOf, Card, choicesOf, ErrorSummary, ExactTime, OneOf } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import type { DeviceWordView } from '../../vault/door';
import { useAct } from '../../vault/use-vault';
import { deviceOwnerWords } from '../../words';
import classes from './check.module.css';

const keptWords = {
  encrypted: 'Its storage is encrypted',
  locked: 'It locks by itself, and opens with a code, a finger or a face',
  'no-upload': 'It uploads no pictures by itself, to no cloud and no shared album',
} as const;
type Kept = keyof typeof keptWords;
const all = choicesOf(keptWords);

const instead =
  'Say all three, or do not use this device for pictures: ask medical photography, or use a device the organisation manages.';

function gapsIn(owner: DeviceOwner | '', kept: readonly Kept[]): string[] {
  return [...(owner === '' ? ['Say whose device this is.'] : []), ...(kept.length < all.length ? [instead] : [])];
}

interface DeviceCardProps {
  readonly device: DeviceWordView;
}

/** Stands in the place of the picture until its author answered for the device, and again when 90 days are over. */
export function DeviceCard({ device }: DeviceCardProps): ReactNode {
  const [owner, setOwner] = useState<DeviceOwner | ''>('');
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const [gaps, setGaps] = useState<readonly string[]>([]);
  const speak = useAct((door, whose: DeviceOwner) => door.speakForDevice(whose));
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const missing = gapsIn(owner, kept);
    setGaps(missing);
    if (missing.length === 0 && owner !== '') speak.run(owner);
  };
  return (
    <Card title="How this device is kept" tone="edge">
      <form onSubmit={send} className={classes.device} noValidate>
        <ErrorSummary
          title="No picture with this device yet"
          problems={[...gaps.map((message) => ({ message })), ...problemsOf(speak.error)]}
        />
        <WhyAsked device={device} />
        <OneOf
          legend="Whose device is this"
          layout="stacked"
          choices={choicesOf(deviceOwnerWords)}
          value={owner}
          onChange={setOwner}
        />
        <AnyOf legend="All of this is true of it" choices={all} value={kept} onChange={setKept} layout="stacked" />
        <p className={classes.after}>
          This page cannot look into the device: it is your word, and it is signed with each picture you post from here.
        </p>
        <Button
          type="submit"
          size="lg"
          loading={speak.isBusy}
          leftSection={<IconDeviceMobileCheck size={22} aria-hidden />}
        >
          I answer for this device
        </Button>
      </form>
    </Card>
  );
}

function WhyAsked({ device }: DeviceCardProps): ReactNode {
  return (
    <p className={classes.words}>
      {device.state === 'ran-out' ? (
        <>
          What you said of this device on <ExactTime at={device.saidAt * 1000} /> has run out. Until you say it again,
          no picture is taken or added with it.
        </>
      ) : (
        'Before the first picture, and again every 90 days: no picture is taken or added with a device nobody answers for.'
      )}
    </p>
  );
}
