import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { GateFailure } from '../../base/errors.ts';
import { formatCount } from '../../prose/numbers.ts';
import type { Prompts } from '../../runtime/api.ts';

type Runtime = typeof import('../../runtime.ts');

/** One application of many: its prompts, how often it has asked for a new pointer, and was answered in time. */
type Application = { prompts: Prompts; polls: { asked: number; answered: number } };

/** Applications that follow a published folder, each by itself, in this process. */
export type Applications = {
  count: number;
  /** One after the other, again and again. */
  next(): Prompts;
  /**
   * Waits until all serve a serial.
   * @param since ms since 1970: when it was published
   * @param onProgress is given how many do, and the ms since then, twice a second
   * @returns ms from then until the last did, and the most answers that one of them got since the call
   * @throws GateFailure where one was answered twice and does not
   */
  follow(
    serial: number,
    since: number,
    onProgress: (reached: number, afterMs: number) => void,
  ): Promise<{ afterMs: number; mostPolls: number }>;
  close(): Promise<void>;
};

/** Polls after which an application that is answered too late gives up. */
const MOST_ASKED = 20;
/** How often progress is shown, ms. */
const STEP_MS = 500;

/**
 * Opens applications as they are opened everywhere: with the package's runtime, every 3 seconds.
 * @param packageDirectory has `dist/runtime.js`, which is `prompt-eval-gate/runtime`
 */
export async function openApplications(
  count: number,
  {
    folder,
    environment,
    packageDirectory,
    record,
  }: {
    folder: string;
    environment: string;
    packageDirectory: string;
    /** The file that they all record into. */
    record?: string;
  },
): Promise<Applications> {
  const runtime: Runtime = await import(pathToFileURL(join(packageDirectory, 'dist/runtime.js')).href);
  const open = async (): Promise<Application> => {
    const published = runtime.directory(folder);
    const polls = { asked: 0, answered: 0 };
    const readPointer: typeof published.readPointer = async (of, signal) => {
      polls.asked += 1;
      const text = await published.readPointer(of, signal);
      // On a busy machine some are answered too late: the runtime waits no longer for them.
      if (!signal.aborted) polls.answered += 1;
      return text;
    };
    const sources = [{ ...published, readPointer }];
    const prompts = await runtime.openPrompts({
      environment,
      sources,
      ...(record !== undefined && { record }),
    });
    return { prompts, polls };
  };
  const all = await Promise.all(Array.from({ length: count }, open));
  let turn = 0;

  return {
    count,
    next() {
      const application = all[turn % all.length];
      if (!application) throw new Error('no application was opened');
      turn += 1;
      return application.prompts;
    },
    async follow(serial, since, onProgress) {
      const before = new Map(all.map(({ prompts, polls }) => [prompts, { ...polls }]));
      const pollsOf = ({ prompts, polls }: Application, kind: 'asked' | 'answered') =>
        polls[kind] - (before.get(prompts)?.[kind] ?? 0);
      const isBehind = ({ prompts }: Application) => prompts.state().serial !== serial;
      let behind = all.filter(isBehind);
      while (behind.length > 0) {
        await setTimeout(STEP_MS);
        // A third poll begins only when the second was over.
        const lost = behind.find(
          (application) =>
            isBehind(application) &&
            (pollsOf(application, 'answered') > 2 || pollsOf(application, 'asked') > MOST_ASKED),
        );
        if (lost) {
          throw new GateFailure(`the demo expected an application to serve serial ${serial} by now.`);
        }
        behind = all.filter(isBehind);
        onProgress(all.length - behind.length, Date.now() - since);
      }
      const lastAt = Math.max(...all.map(({ prompts }) => prompts.state().takenAt));
      const mostPolls = Math.max(...all.map((application) => pollsOf(application, 'answered')));
      return { afterMs: Math.max(0, lastAt - since), mostPolls };
    },
    async close() {
      await Promise.all(all.map(({ prompts }) => prompts.close()));
    },
  };
}

/**
 * Shows how many serve a serial until all do.
 * @param of.since ms since 1970: when it was published
 * @returns ms from then until the last did, and by which poll
 */
export async function showArrival(
  applications: Applications,
  { serial, since, say }: { serial: number; since: number; say: (text: string) => void },
): Promise<{ afterMs: number; poll: string }> {
  const all = formatCount(applications.count);
  const { afterMs, mostPolls } = await applications.follow(serial, since, (reached, sinceMs) => {
    say(`  after ${(sinceMs / 1000).toFixed(1)} s  ${formatCount(reached)} of ${all}`);
  });
  return { afterMs, poll: mostPolls <= 1 ? 'first poll' : 'second poll at the latest' };
}
