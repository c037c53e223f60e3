import { directory } from '../../src/runtime/sources/directory.ts';
import { https } from '../../src/runtime/sources/https.ts';
import { openPrompts, type Prompts } from '../../src/runtime.ts';
import type { ClientState, FleetCommand, FleetReply, SourceAddress } from './fleet.ts';
import { manualClock } from './manual-clock.ts';

/** A process of a fleet: opens clients of the runtime, and lets them ask their sources when it is told to. */
const INTERVAL_MS = 3_000;
/** A busy machine may take long for the first answers. */
const PATIENCE_MS = 60_000;

const clock = manualClock();
let clients: Prompts[] = [];
/** Timers that are set while no source is being asked: one for each source of each client. */
let quietTimers = 0;

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
    await quiet();
  }
  if (command.kind === 'close') {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  }
  return clients.map(stateOf);
}

async function open(command: FleetCommand & { kind: 'open' }): Promise<void> {
  const { count, sources, pace, ...options } = command;
  const groups = Array.from({ length: count }, (_, index) => sources[index % sources.length] ?? []);
  const paces = {
    'by-hand': { clock, random: () => 0, intervalMs: INTERVAL_MS },
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

function sourceAt(address: SourceAddress) {
  return 'url' in address ? https(address.url) : directory(address.directory);
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
