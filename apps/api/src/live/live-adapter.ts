import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { createAdapter as createPostgresAdapter } from '@socket.io/postgres-adapter';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import type { Server, ServerOptions } from 'socket.io';
import type { Settings } from '../settings/config';
import { Handshakes } from './handshakes';
import { log, placeOf } from '../telemetry/log';
import { overValkey, type Link } from './valkey';

const goodbyeMilliseconds = 1000;

const troubled = (error: unknown): void => {
  log.warn({ ...placeOf(error) }, 'live adapter');
};

function overPostgres(url: string): Link {
  const pool = new Pool({ connectionString: url, max: 3, application_name: 'consilium live' });
  // Without a listener on pool and clients a database restart would end this process.
  pool.on('error', troubled);
  pool.on('connect', (client) => client.on('error', troubled));
  return { adapter: createPostgresAdapter(pool, { errorHandler: troubled }), release: () => pool.end() };
}

/** Only ids and sequence numbers travel between replicas. */
export async function linkOf({ live: { adapter, valkeyUrl }, database }: Settings): Promise<Link> {
  if (adapter === 'postgres') return overPostgres(database.url);
  if (adapter === 'valkey' && valkeyUrl !== undefined) return overValkey(valkeyUrl, troubled);
  return { release: () => Promise.resolve() };
}

/** socket.io on the HTTP server's own port: who may begin a handshake is decided here, and replicas are joined. */
export class ReplicasAdapter extends IoAdapter {
  constructor(
    private readonly nest: NestFastifyApplication,
    private readonly link: Link,
  ) {
    super(nest);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const handshakes = this.nest.get(Handshakes, { strict: false });
    const server = super.createIOServer(port, {
      ...options,
      allowRequest: (request, decide) => {
        decide(null, handshakes.mayBegin(request));
      },
    } as ServerOptions);
    if (this.link.adapter !== undefined) server.adapter(this.link.adapter);
    return server;
  }

  /**
   * Before the HTTP server closes: it waits for every connection, and these would stay. They end as a line does that breaks,
   * so that clients come back by themselves; one that is told to go stays away.
   */
  override async close(server: Server): Promise<void> {
    server.engine.close();
    // What stands between replicas may be away: nobody waits for its goodbye.
    const closed = Promise.resolve(server.of('/').adapter.close()).catch(troubled);
    await Promise.race([closed, pause(goodbyeMilliseconds, undefined, { ref: false })]);
  }

  override async dispose(): Promise<void> {
    await this.link.release().catch(troubled);
  }
}
