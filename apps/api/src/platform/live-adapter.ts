import { createAdapter as createPostgresAdapter } from '@socket.io/postgres-adapter';
import { Pool } from 'pg';
import type { Server } from 'socket.io';
import type { Settings } from './config';
import { log, placeOf } from './log';
import { overValkey } from './valkey';

/** Ends the adapter's own connections. */
export type Release = () => Promise<void>;

const troubled = (error: unknown): void => {
  log.warn({ ...placeOf(error) }, 'live adapter');
};

function overPostgres(server: Server, url: string): Release {
  const pool = new Pool({ connectionString: url, max: 3, application_name: 'consilium live' });
  // Without a listener on pool and clients a database restart would end this process.
  pool.on('error', troubled);
  pool.on('connect', (client) => client.on('error', troubled));
  server.adapter(createPostgresAdapter(pool, { errorHandler: troubled }));
  return () => pool.end();
}

/** Connects this replica's sockets with the others'. Only ids and sequence numbers travel between replicas. */
export function joinReplicas(server: Server, settings: Settings): Promise<Release> {
  const { adapter, valkeyUrl } = settings.live;
  if (adapter === 'postgres') return Promise.resolve(overPostgres(server, settings.database.url));
  if (adapter === 'valkey' && valkeyUrl !== undefined) return overValkey(server, valkeyUrl, troubled);
  return Promise.resolve(() => Promise.resolve());
}
