import { Button } from '@mantine/core';
import { type ReactNode, useSyncExternalStore } from 'react';
import { Card, StatusLine } from '../platform/kit';
import { installing } from './begin';
import classes from './installed.module.css';
import { isApple, isInstalled } from './platform';

/** Consilium as an application of this device: the browser's own offer, or where it hides. */
export function InstallCard(): ReactNode {
  const isOffered = useSyncExternalStore(installing.onChange, installing.isOffered);
  return (
    <Card title="On the home screen">
      {isInstalled() ? (
        <StatusLine tone="good">This is Consilium as an application of this device.</StatusLine>
      ) : (
        <>
          <p className={classes.words}>
            {isApple()
              ? 'On an iPhone or iPad: open this page in Safari, press Share, then “Add to Home Screen”.'
              : 'Consilium can stand among the applications of this device. Nothing more is kept on it for that; what stays on it stands in Settings, under “This device”. Most browsers then offer it where the device shares a picture.'}
          </p>
          {isOffered ? (
            <Button variant="default" size="md" onClick={() => void installing.take()} className={classes.button ?? ''}>
              Install Consilium
            </Button>
          ) : (
            !isApple() && (
              <p className={classes.quiet}>
                Look for “Install” or “Add to home screen” in the menu of the browser; not every one has it.
              </p>
            )
          )}
        </>
      )}
    </Card>
  );
}
