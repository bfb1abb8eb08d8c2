import { createServer } from 'node:http';
import { Client } from 'pg';
import { Server } from 'socket.io';

/** The least that keeps and passes on a message: one INSERT, then everybody connected hears it. A program of its own. */
async function main(): Promise<void> {
  const database = new Client({ connectionString: process.env['DATABASE_URL'] });
  await database.connect();
  await database.query('create table if not exists bench_echo (id bigserial primary key, said text not null)');
  const http = createServer();
  const server = new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
  });
  server.on('connection', (socket) => {
    socket.on('say', (message: { readonly said: string }) => {
      void database.query('insert into bench_echo (said) values ($1)', [message.said]).then(() => {
        server.emit('said', message);
      });
    });
  });
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
  });
  process.on('SIGTERM', () => process.exit(0));
}

void main();
