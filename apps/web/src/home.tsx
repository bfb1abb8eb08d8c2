import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from './sign-in/session';

const homes = { officer: '/register', adviser: '/advice', clinician: '/cases' } as const;

/** Everybody starts where their work waits. */
export function Home(): ReactNode {
  const { me } = useSession();
  return <Navigate to={homes[me?.role ?? 'clinician']} replace />;
}
