import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { router } from './routes';
import { SessionProvider } from './sign-in/session';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The vault announces changes; asking again by guess would only hide a broken announcement.
      ...{ retry: false, refetchOnWindowFocus: false, staleTime: Infinity, gcTime: 60_000 },
      // Asked is the vault, on this device, which is there without a connection; what it could not reach is asked for again.
      ...{ networkMode: 'always', refetchOnReconnect: true },
    },
    mutations: { networkMode: 'always' },
  },
});
// Whoever reads without a connection goes on when they are ready.
queries.setQueryDefaults(['session'], { refetchOnReconnect: false });

/** The whole app: the vault's views, who is signed in, and the route behind the `#`. */
export function App(): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider>
        <RouterProvider router={router} />
      </SessionProvider>
    </QueryClientProvider>
  );
}
