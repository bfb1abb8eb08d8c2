import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

interface HourProps {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}

/** A time of day, as minutes after midnight. */
export function Hour({ label, minute, onChange }: HourProps): ReactNode {
  return (
    <TextInput
      label={label}
      type="time"
      size="md"
      value={timeOf(minute)}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onChange(minuteOf(event.currentTarget.value));
      }}
    />
  );
}
