/**
 * The program that runs a script in a process of its own, as its text: it is written beside the script, since the
 * process may read nothing else. Node's permission model already keeps it from other files, processes, threads and
 * addons. It does not know the network before Node 25, and lets `node:sqlite` write: so built-in modules are let
 * through by a list where Node can (from 22.15 on), and elsewhere the network is taken out of them.
 */
export const HOST = `import dgram from 'node:dgram';
import dns from 'node:dns';
import * as module from 'node:module';
import net from 'node:net';
import { pathToFileURL } from 'node:url';

const LET_THROUGH = new Set([
  'assert', 'assert/strict', 'buffer', 'crypto', 'events', 'fs', 'fs/promises', 'path', 'path/posix', 'punycode',
  'querystring', 'stream', 'stream/promises', 'string_decoder', 'timers', 'timers/promises', 'url', 'util', 'zlib',
]);
const LONGEST_REPLY = 100_000;

const host = process;
const send = host.send.bind(host);
const refuse = () => {
  throw new Error('a script has no network');
};

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

function closeModules() {
  if (!module.registerHooks) {
    if (Number.parseInt(host.versions.node) > 21) throw new Error('scripts need Node 20, or 22.15 and later');
    return;
  }
  module.registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const allowed = found.url.startsWith('node:') ? LET_THROUGH.has(found.url.slice(5)) : found.url.startsWith('file:');
      if (!allowed) throw new Error('a script may not import "' + specifier + '"');
      return found;
    },
  });
}

function closeProcess() {
  const { platform, version, versions, arch } = host;
  const value = Object.freeze({
    platform, version, versions, arch, env: {}, argv: [], nextTick: host.nextTick, hrtime: host.hrtime, cwd: () => '/',
  });
  Object.defineProperty(globalThis, 'process', { value, writable: false, configurable: false });
}

function plain(value) {
  const text = JSON.stringify(value);
  if (text === undefined) throw new Error('it returns nothing');
  if (text.length > LONGEST_REPLY) throw new Error('it returns more than ' + LONGEST_REPLY + ' characters');
  return JSON.parse(text);
}

const words = (error) => String(error instanceof Error ? error.message : error).slice(0, 500);

host.on('disconnect', () => host.exit());
try {
  const script = pathToFileURL(host.argv[2]).href;
  closeNetwork();
  closeProcess();
  closeModules();
  const { default: check } = await import(script);
  if (typeof check !== 'function') throw new Error('its default export is no function');
  host.on('message', async ({ output, context }) => {
    try {
      send({ value: plain(await check(output, context)) });
    } catch (error) {
      send({ problem: words(error) });
    }
  });
  send({ ready: true });
} catch (error) {
  send({ problem: words(error) });
}
`;
