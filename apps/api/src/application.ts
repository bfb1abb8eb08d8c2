import 'reflect-metadata';
import type { DynamicModule, NestApplicationOptions } from '@nestjs/common';
import { NestFactory, DiscoveryService, MetadataScanner } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { books as productBooks, type Books } from '@consilium/domain';
import { AppModule } from './app.module';
import { Admission, admitRequests, endUnfinished } from './http/admission';
import { Clock } from './settings/clock';
import type { Settings } from './settings/config';
import { linkOf, ReplicasAdapter } from './live/live-adapter';
import { log } from './telemetry/log';
import { Metrics } from './telemetry/metrics';
import { ObjectStore } from './storage/object-store';
import { answer } from './http/problem.filter';
import { readJsonOnly } from './http/request-json';
import { logRequests, requestId } from './http/request-log';
import { requireServedOnce, servedPaths } from './http/served-once';
import { nameRelease, releaseOf } from './http/release';
import { readsNoSharedPictures } from './http/shared-pictures';
import { serveWeb } from './http/web-files';

/** A running application and where it listens. */
export interface Application {
  readonly nest: NestFastifyApplication;
  /** `http://address:port`; behind a proxy not what people see. */
  readonly address: string;
  close(): Promise<void>;
}

/** How Nest makes an application of a module: as the program is, or by `@nestjs/testing` with providers exchanged. */
export type Make = (
  module: DynamicModule,
  adapter: FastifyAdapter,
  options: NestApplicationOptions,
) => Promise<NestFastifyApplication>;

const asProgram: Make = (module, adapter, options) =>
  NestFactory.create<NestFastifyApplication>(module, adapter, options);

/** Builds the application without listening; what fails before a handler is answered like any other problem. */
async function build(settings: Settings, books: Books, make: Make): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    genReqId: requestId,
    requestTimeout: 120_000,
    // A head that does not come is given up, by a look every two seconds; Node's own look is every half minute.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
    forceCloseConnections: true,
    keepAliveTimeout: 75_000,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      answer(error, request, reply);
    },
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its plain options as a class
  const options: NestApplicationOptions = { bodyParser: false, logger: false, abortOnError: false };
  const nest = await make(AppModule.with(settings, books), adapter, options);
  const fastify = adapter.getInstance<FastifyInstance>();
  nameRelease(fastify, releaseOf(settings));
  readsNoSharedPictures(fastify);
  admitRequests(fastify, nest.get(Admission, { strict: false }));
  readJsonOnly(fastify);
  logRequests(fastify, nest.get(Metrics, { strict: false }));
  serveWeb(fastify, settings, nest.get(Clock, { strict: false }));
  return nest;
}

/** Starts everything in one process: database, object store, HTTP, live connection, ticks. `books`: in place of this build's own. */
export async function openApplication(
  settings: Settings,
  books = productBooks,
  make = asProgram,
): Promise<Application> {
  log.level = settings.logLevel;
  const nest = await build(settings, books, make);
  try {
    nest.useWebSocketAdapter(new ReplicasAdapter(nest, await linkOf(settings)));
    await nest.init();
    requireServedOnce(servedPaths(nest.get(DiscoveryService, { strict: false }), new MetadataScanner()));
    await nest.get(ObjectStore).prepare();
    endUnfinished(nest.getHttpServer());
    await nest.listen(settings.port, settings.host);
  } catch (error) {
    // What was opened before it failed would keep the process, or a test, going.
    await nest.close().catch(() => undefined);
    throw error;
  }
  return { nest, address: await nest.getUrl(), close: () => nest.close() };
}
