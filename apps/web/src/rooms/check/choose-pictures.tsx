import { Button, FileButton } from '@mantine/core';
import { IconPhotoPlus } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { acceptedPictures } from '../../pictures';

interface ChoosePicturesProps {
  readonly label: string;
  readonly variant?: 'filled' | 'default';
  readonly isBusy?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

/** One press, and as many files as the system’s own picker gives. */
export function ChoosePictures({
  label,
  variant = 'filled',
  isBusy = false,
  onChoose,
}: ChoosePicturesProps): ReactNode {
  // The same file may be chosen again after it was taken off.
  const again = useRef<() => void>(null);
  return (
    <FileButton
      multiple
      resetRef={again}
      accept={acceptedPictures()}
      inputProps={{ 'aria-label': 'Picture file', tabIndex: -1 }}
      onChange={(files) => {
        if (files.length > 0) onChoose(files);
        again.current?.();
      }}
    >
      {(props) => (
        <Button
          {...props}
          size="lg"
          variant={variant}
          loading={isBusy}
          leftSection={<IconPhotoPlus size={22} aria-hidden />}
        >
          {label}
        </Button>
      )}
    </FileButton>
  );
}
