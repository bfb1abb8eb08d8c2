import { Component, type ReactNode, Suspense } from 'react';
import { part } from '@consilium/client/part';
import { ErrorSummary, PageTitle } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { asksForReload, ReloadNotice } from './reload-notice';

/** Fetches a part of the page when it is needed. One that cannot be had is a problem in words: nothing reloads by itself. */
export function lazyPart<T>(load: () => Promise<T>): () => Promise<T> {
  return () => part(load);
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

/** Around something fetched when it is met: nothing stands there until it has come. */
export function Part({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <PartBoundary>
      <Suspense>{children}</Suspense>
    </PartBoundary>
  );
}
