import { createClient } from '@redis/client';
import { directory, https, openPrompts, type Prompts, redis, type Source } from '../../src/runtime.ts';
import type { ClientState, FleetCommand, FleetReply, SourceAddress } from './fleet.ts';
import { manualClock } from './manual-clock.ts';

/** A process of a fleet: opens clients of the runtime, and lets them ask their sources when it is told to. */
const INTERVAL_MS = 3_000;
const TIMEOUT_MS = 2_000;
/** A busy machine may take long for the first answers. */
const PATIENCE_MS = 60_000;

const clock = manualClock();
let clients: Prompts[] = [];
/** Timers that are set while no source is being asked: one for each source of each client. */
let quietTimers = 0;
/** Questions to sources other than Redis that are not answered yet. */
let unanswered = 0;
/** One for all clients of this process. */
let connection: Awaited<ReturnType<typeof connectedTo>> | null = null;

process.on('disconnect', () => process.exit());
process.on('message', (command: FleetCommand) => {
  answer(command).then(
    (states) => reply({ states }),
    (problem: unknown) => reply({ problem: String(problem) }),
  );
});

function reply(message: FleetReply): void {
  // Where nobody listens any more, the process ends.
  process.send?.(message, undefined, undefined, () => {});
}

async function answer(command: FleetCommand): Promise<ClientState[]> {
  if (command.kind === 'open') await open(command);
  if (command.kind === 'poll') {
    clock.pass(INTERVAL_MS);
    if (command.down === 'redis') {
      await othersAnswered();
      clock.pass(TIMEOUT_MS);
    }
    await quiet();
  }
  if (command.kind === 'close') await close();
  return clients.map(stateOf);
}

async function close(): Promise<void> {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
  connection?.destroy();
  connection = null;
}

async function open(command: FleetCommand & { kind: 'open' }): Promise<void> {
  const { kind: _, count, sources, pace, ...options } = command;
  const groups = Array.from({ length: count }, (_, index) => sources[index % sources.length] ?? []);
  const server = groups.flat().find((address) => 'redis' in address);
  if (server) connection = await connectedTo(server.redis);
  const paces = {
    'by-hand': { clock, random: () => 0, intervalMs: INTERVAL_MS, timeoutMs: TIMEOUT_MS },
    'by-the-clock': { timeoutMs: PATIENCE_MS },
  };
  clients = await Promise.all(
    groups.map((group) => openPrompts({ ...options, ...paces[pace], sources: group.map(sourceAt) })),
  );
  quietTimers = groups.flat().length;
  if (pace === 'by-hand') await quiet();
}

/** Resolves when every question is answered, or refused, and the next ones wait for their time. */
async function quiet(): Promise<void> {
  while (clock.waiting().some(({ keepsProcess }) => keepsProcess) || clock.waiting().length < quietTimers) {
    await new Promise(setImmediate);
  }
}

/** Resolves when only Redis has not answered: each other source waits for its next question. */
async function othersAnswered(): Promise<void> {
  while (unanswered > 0 || clock.waiting().length < quietTimers) await new Promise(setImmediate);
}

function sourceAt(address: SourceAddress): Source {
  if ('redis' in address) {
    if (!connection) throw new Error('no connection to Redis is open');
    return redis(connection);
  }
  return counted('url' in address ? https(address.url) : directory(address.directory));
}

/** A source whose questions are counted while they are not answered. */
function counted(source: Source): Source {
  const during = async <T>(question: Promise<T>): Promise<T> => {
    unanswered += 1;
    try {
      return await question;
    } finally {
      unanswered -= 1;
    }
  };
  return {
    ...source,
    readPointer: (...request) => during(source.readPointer(...request)),
    readObject: (...request) => during(source.readObject(...request)),
  };
}

async function connectedTo(url: string) {
  const client = createClient({ url });
  // A connection that breaks is made anew; what was asked meanwhile waits.
  client.on('error', () => {});
  await client.connect();
  return client;
}

function stateOf(client: Prompts): ClientState {
  const { serial, takenAt, source, sources, lastRefusal } = client.state();
  return {
    ...{ serial, takenAt, source },
    version: client.get('support', { unit: 'ada' }).version,
    refusal: lastRefusal?.reason ?? null,
    problems: sources.map(({ problem }) => problem),
  };
}
