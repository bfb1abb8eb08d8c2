import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './check.module.css';

/**
 * Where the patient objects or does not know of the picture: it is not posted, and nobody is recorded as having tried. A slip
 * of the finger must not become evidence.
 */
export function NotAgreed({ onDiscard }: { readonly onDiscard: () => void }): ReactNode {
  return (
    <details className={classes.more}>
      <summary>They object, or do not know of it?</summary>
      <div className={classes.fields}>
        <p className={classes.words}>
          Do not post it. Nothing is recorded here, neither of the objection nor of this picture.
        </p>
        <p className={classes.words}>
          <strong>They object.</strong> Care goes on without a picture. If the law or the public interest may require
          one, talk to your Caldicott guardian or your defence organisation first (GMC Confidentiality, 9 and 30).
        </p>
        <p className={classes.words}>
          <strong>They do not know of it.</strong> Covert recording is not supported here: seek specific authorisation
          and legal advice from your organisation. Where abuse is suspected, turn to your safeguarding lead and medical
          photography.
        </p>
        <Button variant="default" onClick={onDiscard}>
          Discard this picture
        </Button>
      </div>
    </details>
  );
}
