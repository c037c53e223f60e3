import { once } from 'node:events';
import { createServer } from 'node:http';

export type MuteServer = {
  url: string;
  /** Method and path of what was asked. */
  requests: string[];
  /** From now on, answers begin with this text as JSON, and never end. */
  begin(text: string): void;
  close(): Promise<void>;
};

/** A server that takes every request, and never answers. */
export async function startMuteServer(): Promise<MuteServer> {
  const requests: string[] = [];
  let beginning: string | null = null;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${new URL(request.url ?? '/', 'http://localhost').pathname}`);
    if (beginning === null) return;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(beginning);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    begin(text) {
      beginning = text;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
