import { LONGEST_REPLY } from '../../../interpreter/reply.ts';

/**
 * The program that runs a script in a process of its own, as its text: it is written beside the script, since the
 * process may read nothing else. Node's permission model keeps it from other files, processes, threads and addons. It
 * does not know the network before Node 25: where the system gives the process no namespace without one, the network
 * functions are taken out of the built-in modules, which stops nobody who is determined. Requests come as lines of
 * JSON by standard input, replies go by descriptor 3.
 */
export const HOST = `import dgram from 'node:dgram';
import dns from 'node:dns';
import { writeSync } from 'node:fs';
import * as module from 'node:module';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const LONGEST_REPLY = ${LONGEST_REPLY};

const host = process;
const { parse, stringify } = JSON;
const say = (message) => writeSync(3, stringify(message) + '\\n');
const requests = createInterface({ input: host.stdin });
const refuse = () => {
  throw new Error('a script has no network');
};
host.on('SIGUSR1', () => {});

function closeNetwork() {
  for (const name of ['fetch', 'WebSocket', 'EventSource']) delete globalThis[name];
  net.Socket.prototype.connect = refuse;
  net.Server.prototype.listen = refuse;
  for (const name of ['bind', 'connect', 'send']) dgram.Socket.prototype[name] = refuse;
  for (const part of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(part)) {
      if (/^(?:lookup|resolve|reverse)/.test(name)) part[name] = refuse;
    }
  }
  module.syncBuiltinESMExports();
}

function closeProcess() {
  const { platform, version, versions, arch } = host;
  const value = Object.freeze({
    platform, version, versions, arch, env: {}, argv: [], nextTick: host.nextTick, hrtime: host.hrtime, cwd: () => '/',
  });
  Object.defineProperty(globalThis, 'process', { value, writable: false, configurable: false });
}

function plain(value) {
  const text = stringify(value);
  if (text === undefined) throw new Error('it returns nothing');
  if (text.length > LONGEST_REPLY) throw new Error('it returns more than ' + LONGEST_REPLY + ' characters');
  return text;
}

const words = (error) => String(error instanceof Error ? error.message : error).slice(0, 500);
const problemOf = (error) => ({ problem: words(error), stack: error instanceof Error ? stackOf(error) : '' });
let stackOf = () => '';

requests.on('close', () => host.exit());
try {
  const script = pathToFileURL(host.argv[2]).href;
  const folder = new URL('.', script).href;
  stackOf = ({ stack }) => String(stack).replaceAll(folder, './').slice(0, 2000);
  closeNetwork();
  closeProcess();
  const { default: check } = await import(script);
  if (typeof check !== 'function') throw new Error('its default export is no function');
  requests.on('line', async (line) => {
    try {
      say({ json: plain(await check(...parse(line))) });
    } catch (error) {
      say(problemOf(error));
    }
  });
  say({ ready: true });
} catch (error) {
  say(problemOf(error));
}
`;
