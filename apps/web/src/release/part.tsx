import { Component, type ReactNode } from 'react';
import { Problem } from '@consilium/domain';
import { ErrorSummary, PageTitle } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { asksForReload, ReloadNotice } from './reload-notice';

/** A part of the page that could not be fetched: the connection is away, or the release it belongs to is long over. */
export const partMissing = (): Problem =>
  new Problem(
    'unavailable',
    'A part of Consilium could not be loaded. Check your connection, then reload the page; what you are writing is kept.',
    { reason: 'reload' },
  );

/** Fetches a part of the page when it is needed. One that cannot be had is a problem in words: nothing reloads by itself. */
export function lazyPart<T>(load: () => Promise<T>): () => Promise<T> {
  return () =>
    load().catch(() => {
      throw partMissing();
    });
}

/** In the place of a page that could not be shown. */
export function MissingPage({ error }: { readonly error: unknown }): ReactNode {
  return (
    <>
      <PageTitle>This page is not here</PageTitle>
      <MissingPart error={error} />
    </>
  );
}

function MissingPart({ error }: { readonly error: unknown }): ReactNode {
  if (asksForReload(error)) return <ReloadNotice>{error.message}</ReloadNotice>;
  return <ErrorSummary title="This cannot be shown" problems={problemsOf(error)} />;
}

interface Failed {
  readonly error: unknown;
}

/** Keeps the rest of the page when one part of it cannot be shown. */
export class PartBoundary extends Component<{ readonly children: ReactNode }, { readonly failed: Failed | undefined }> {
  override readonly state: { readonly failed: Failed | undefined } = { failed: undefined };

  static getDerivedStateFromError(error: unknown): { readonly failed: Failed } {
    return { failed: { error } };
  }

  override render(): ReactNode {
    const { failed } = this.state;
    return failed === undefined ? this.props.children : <MissingPart error={failed.error} />;
  }
}
