import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server on which an answer stops for good after so many bytes, as on a line that is too slow for it. */
export async function startSlowProxy(
  port: number,
  mostBytes: number,
): Promise<AsyncDisposable & { url: string }> {
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    let sent = 0;
    client.on('data', (bytes) => {
      sent = 0;
      server.write(bytes);
    });
    server.on('data', (bytes) => {
      sent += bytes.length;
      if (sent <= mostBytes) client.write(bytes);
    });
    for (const [own, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(own);
      own.on('error', () => {});
      own.on('close', () => other.destroy());
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address: AddressInfo | string | null = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const own = address.port;
  return {
    url: `redis://127.0.0.1:${own}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}
