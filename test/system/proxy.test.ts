import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type Server } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { selfSigned } from '../kit/certificate.ts';
import { KEY, setStage } from '../kit/stage.ts';
import { BASE, CONFIG, CONFIG_FILE, HARMFUL_RULE, PROMPT, promptFile } from '../kit/support.ts';
import { terminal } from '../kit/terminal.ts';

/** A name that only the proxy knows. */
const HOST = 'models.invalid';
const stage = setStage();
const closers: (() => unknown)[] = [];
/** What the proxy was asked to connect to. */
let connected: string[] = [];
let proxy = '';
let certificate = '';

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The models behind TLS, and behind a proxy that connects to them whoever asks for their host. */
beforeEach(async () => {
  const behind = Number(new URL(stage.models.environment.OPENAI_BASE_URL).port);
  const own = selfSigned(HOST);
  certificate = own.cert;
  const secure = createTlsServer(own, (socket) => {
    const model = connect(behind, '127.0.0.1');
    socket.pipe(model).pipe(socket);
    for (const end of [socket, model]) end.on('error', () => [socket, model].map((each) => each.destroy()));
  });
  const securePort = await portOf(secure);
  connected = [];
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on('connect', ({ url = '' }, socket) => {
    connected.push(url);
    const tunnel = connect(securePort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(tunnel).pipe(socket);
    });
    for (const end of [socket, tunnel]) end.on('error', () => [socket, tunnel].map((each) => each.destroy()));
  });
  proxy = `http://127.0.0.1:${await portOf(server)}`;
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function scene() {
  const base = { ...BASE, [CONFIG]: `${CONFIG_FILE}run: { retries: 0, max-concurrency: 4 }\n` };
  const checkout = await stage.pullRequest({ [PROMPT]: promptFile(HARMFUL_RULE) }, base);
  const trusted = join(checkout.repository.root, '.git/certificate.pem');
  await writeFile(trusted, certificate);
  return { checkout, environment: { OPENAI_BASE_URL: `https://${HOST}/v1`, NODE_EXTRA_CA_CERTS: trusted } };
}

async function inTerminal(environment: Record<string, string>, directory: string): Promise<string> {
  const { stdout, stderr } = await terminal(['gate', '--base', 'main', '--head', 'edit'], {
    directory,
    environment: { OPENAI_API_KEY: KEY, ...environment },
    ownProcess: true,
  });
  return `${stdout}${stderr}`;
}

test('models are asked through the proxy of the environment, from the terminal and by the Action', async () => {
  const { checkout, environment } = await scene();
  const { root } = checkout.repository;
  expect(await inTerminal({ ...environment, HTTPS_PROXY: proxy }, root)).toContain('gets worse for');
  expect(new Set(connected)).toEqual(new Set([`${HOST}:443`]));

  connected = [];
  const fresh = await scene();
  const run = await stage.judge(fresh.checkout, {
    environment: { ...fresh.environment, https_proxy: proxy },
    ownProcess: true,
  });
  expect(run.outputs.verdict, run.log).toBe('block');
  expect(run.summary).toContain('gets worse for');
  expect(new Set(connected)).toEqual(new Set([`${HOST}:443`]));
});

test('a host that the proxy is not for is asked directly', async () => {
  const { checkout, environment } = await scene();
  const told = await inTerminal(
    { ...environment, HTTPS_PROXY: proxy, NO_PROXY: `other.example,${HOST}` },
    checkout.repository.root,
  );
  expect(told).toMatch(
    new RegExp(`${HOST.replace('.', '\\.')} cannot be reached .*\\((?:ENOTFOUND|EAI_AGAIN)\\)`),
  );
  expect(connected).toEqual([]);
});

test('a proxy that is not there is told with the host that was wanted, and without what the proxy was given', async () => {
  const { checkout, environment } = await scene();
  const told = await inTerminal(
    { ...environment, HTTPS_PROXY: 'http://ada:pass-word-7@127.0.0.1:9' },
    checkout.repository.root,
  );
  expect(told).toContain(`${HOST} cannot be reached for openai:`);
  expect(told).toContain('network or proxy');
  expect(told).not.toContain('pass-word-7');
});
