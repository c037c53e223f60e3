import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname } from 'node:path';

/** What the server does instead of answering; `after`: the request is carried out, and the connection ends without an answer. */
export type GitFault = { status: number } | 'hang' | 'after';

/** A git server over HTTP. `await using` closes it. */
export type GitServer = {
  url: string;
  /** Decides each request's fault, by what is asked: `git-upload-pack` (a fetch) or `git-receive-pack` (a push). */
  fault: (service: string, request: IncomingMessage) => GitFault | undefined;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Serves a repository to anybody, for reading and writing, by git's own CGI program. */
export async function serveRepository(root: string): Promise<GitServer> {
  const http = createServer((request, response) => answer(served, root, request, response));
  const served: GitServer = {
    url: '',
    fault: () => undefined,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections();
      await new Promise((settle) => http.close(settle));
    },
  };
  served.url = `http://127.0.0.1:${await portOf(http)}/${basename(root)}`;
  return served;
}

async function portOf(http: Server): Promise<number> {
  await new Promise<void>((settle) => http.listen(0, '127.0.0.1', settle));
  const address: AddressInfo | string | null = http.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function answer(server: GitServer, root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const service = url.searchParams.get('service') ?? basename(url.pathname);
  const fault = server.fault(service, request);
  if (fault === 'hang') return;
  if (typeof fault === 'object') {
    response.writeHead(fault.status, { 'www-authenticate': 'Basic realm="git"' }).end();
    return;
  }
  const { headers } = request;
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_PROJECT_ROOT: dirname(root),
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'ada',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    if (fault === 'after') {
      request.socket.destroy();
      return;
    }
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    for (const field of output.toString('latin1', 0, end).split('\r\n')) {
      const [name = '', value = ''] = field.split(': ');
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(output.subarray(end + 4));
  });
}
