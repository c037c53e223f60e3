import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { GateFailure } from '../../base/errors.ts';
import type { Prompts } from '../../runtime/api.ts';

type Runtime = typeof import('../../runtime.ts');

/** One application of many: its prompts, and how often it has asked for a new pointer. */
type Application = { prompts: Prompts; asked: number };

/** Applications that follow a published folder, each by itself, in this process. */
export type Applications = {
  /** One after the other, again and again. */
  next(): Prompts;
  /**
   * Waits until all serve a serial.
   * @param onProgress is given how many do, and the ms since the call, twice a second
   * @returns ms until the last did, and the most polls that one of them made meanwhile
   * @throws GateFailure where one has asked twice and does not
   */
  follow(
    serial: number,
    onProgress: (reached: number, afterMs: number) => void,
  ): Promise<{ afterMs: number; mostPolls: number }>;
  close(): Promise<void>;
};

/** How often progress is shown, ms. */
const STEP_MS = 500;

/**
 * Opens applications as they are opened everywhere: with the package's runtime, every 3 seconds.
 * @param packageDirectory has `dist/runtime.js`, which is `prompt-eval-gate/runtime`
 */
export async function openApplications(
  count: number,
  { folder, environment, packageDirectory }: Record<'folder' | 'environment' | 'packageDirectory', string>,
): Promise<Applications> {
  const runtime: Runtime = await import(pathToFileURL(join(packageDirectory, 'dist/runtime.js')).href);
  const open = async (): Promise<Application> => {
    const published = runtime.directory(folder);
    let asked = 0;
    const readPointer: typeof published.readPointer = (...request) => {
      asked += 1;
      return published.readPointer(...request);
    };
    const sources = [{ ...published, readPointer }];
    const prompts = await runtime.openPrompts({ environment, sources });
    return {
      prompts,
      get asked() {
        return asked;
      },
    };
  };
  const all = await Promise.all(Array.from({ length: count }, open));
  let turn = 0;

  return {
    next() {
      const application = all[turn % all.length];
      if (!application) throw new Error('no application was opened');
      turn += 1;
      return application.prompts;
    },
    async follow(serial, onProgress) {
      const startedAt = Date.now();
      const askedBefore = new Map(all.map((application) => [application, application.asked]));
      const pollsOf = (application: Application) =>
        application.asked - (askedBefore.get(application) ?? application.asked);
      const isBehind = ({ prompts }: Application) => prompts.state().serial !== serial;
      let behind = all.filter(isBehind);
      while (behind.length > 0) {
        await setTimeout(STEP_MS);
        // A third poll begins only when the second was answered.
        const lost = behind.find((application) => isBehind(application) && pollsOf(application) > 2);
        if (lost) {
          throw new GateFailure(`the demo expected an application to serve serial ${serial} by now.`);
        }
        behind = all.filter(isBehind);
        onProgress(all.length - behind.length, Date.now() - startedAt);
      }
      const takenAt = all.map(({ prompts }) => prompts.state().takenAt);
      return {
        afterMs: Math.max(0, ...takenAt.map((at) => at - startedAt)),
        mostPolls: Math.max(...all.map(pollsOf)),
      };
    },
    async close() {
      await Promise.all(all.map(({ prompts }) => prompts.close()));
    },
  };
}
