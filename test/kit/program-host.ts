import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { ProgramEnd, ProgramStart } from './program.ts';

/**
 * A process that runs programs of the bundle one after the other: each program's main file is evaluated again, with the
 * arguments, environment and working directory of its start, while the chunks behind it stay loaded. So no module of
 * ours may keep any state of a run.
 */
const end = process.exit.bind(process);
// The Action ends its process a second after its run; this process goes on.
Object.defineProperty(process, 'exit', { value: () => {} });
let runs = 0;

process.on('disconnect', () => end());
process.on('message', (start: ProgramStart) => {
  run(start).then((ended) => process.send?.(ended));
});

async function run(start: ProgramStart): Promise<ProgramEnd> {
  const stdout = replaceStream('stdout');
  const stderr = replaceStream('stderr');
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, start.environment);
  process.chdir(start.directory);
  process.argv = [process.execPath, start.file, ...start.words];
  process.exitCode = undefined;
  runs += 1;
  try {
    await import(`${pathToFileURL(start.file).href}?run=${runs}`);
  } catch (error) {
    process.exitCode = 1;
    stderr.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const exitCode = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  for (const event of ['SIGINT', 'SIGTERM', 'SIGUSR1', 'uncaughtException', 'unhandledRejection'])
    process.removeAllListeners(event);
  return { exitCode, stdout: stdout.join(''), stderr: stderr.join('') };
}

/** Gives the program a stream of its own, which is not a terminal, and collects the output. */
function replaceStream(name: 'stdout' | 'stderr'): string[] {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string | Uint8Array, _encoding, done) {
      chunks.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      done();
    },
  });
  Object.defineProperty(process, name, { value: stream, configurable: true });
  return chunks;
}
