import { GateFailure } from '../../base/errors.ts';
import { findingOf } from '../../domain/part.ts';
import type { PromptSource } from '../../domain/policy.ts';
import type { GateRequest } from '../../domain/request.ts';
import type { Result } from '../../domain/result.ts';
import { formatMoney } from '../../prose/numbers.ts';
import { openRepository } from '../../repo/git.ts';
import type { Terminal } from '../command.ts';
import { gateWithCases, type Judged } from '../gate.ts';
import { openArrivals } from './arrivals.ts';
import { type Marks, markOf } from './marks.ts';
import { nextSaved } from './saved.ts';

/** The files that made each prompt count, by the prompt's name. */
type Because = Map<string, readonly string[]>;

/**
 * Runs the gate on the working tree, and again for the prompts concerned (after a run that could not decide: for all)
 * whenever one of the files that it read is saved or a prompt comes, until it is stopped or the money that one run may cost
 * is spent. Answers are stored, so a run asks only what is new.
 * @param request of the first run; its part, if any, stays that of all runs
 * @param how.onResult receives the result of every run
 * @param how.agreed to a watch without a limit of cost
 * @param how.agree is asked about the hosts of all runs but the first
 * @returns whether it was ended by the person, not for lack of money or of consent
 * @throws GateFailure: nobody agreed to what the first run asks.
 */
export async function watchGate(
  request: GateRequest,
  how: {
    onResult: (judged: Judged) => Promise<void>;
    terminal: Pick<Terminal, 'ask'>;
    agreed: boolean;
    agree: GateRequest['agree'];
  },
): Promise<boolean> {
  const repository = await openRepository(request.directory);
  const { root } = repository;
  const arrivals = await openArrivals(repository);
  const { signal, log } = request;
  const marks: Marks = new Map();
  const because: Because = new Map();
  const consent = consentOnce(how);
  let limitUsd: number | null = null;
  let spentUsd = 0;
  let part = request.part;
  let { agree } = request;
  let sources: readonly PromptSource[] = [];
  for (;;) {
    const seen = new Set<string>();
    const judged = await gateWithCases({
      ...request,
      part,
      agree,
      spentUsd,
      onRead(path) {
        // A file that is saved while the run goes on differs from its mark then.
        if (!seen.has(path)) marks.set(path, markOf(root, path));
        seen.add(path);
      },
      async consent(expected) {
        limitUsd = expected.limitUsd;
        await consent.given(expected);
      },
    });
    if (signal?.aborted) return true;
    agree = how.agree;
    const { result } = judged;
    if (!part) because.clear();
    for (const prompt of result.prompts) because.set(prompt.path, prompt.because);
    spentUsd += (result.usage.usd ?? 0) + (result.usage.judge?.usd ?? 0);
    await how.onResult(judged);
    if (consent.wasRefused()) return false;
    if (limitUsd !== null && isCutShort(result)) {
      const limit = formatMoney(limitUsd);
      log(
        `A limit is reached, ${limit} of max-run-cost for all runs together or the time: nothing is watched any more.`,
      );
      return false;
    }
    log('Waiting for a file to be saved; Ctrl-C ends.');
    sources = judged.sources ?? sources;
    // A part of named prompts has no others.
    const mayGrow = (request.part?.prompts ?? []).length === 0;
    const arrived = async () => (mayGrow ? await arrivals.found(sources) : []);
    const files = await nextSaved(root, marks, signal, arrived);
    if (files === null) return true;
    log(`Saved: ${files.join(', ')}.`);
    if (findingOf(result) === 'error') {
      // What that run left undecided need not depend on the files that are saved now.
      part = request.part;
      continue;
    }
    const prompts = [...because].flatMap(([path, own]) =>
      own.some((one) => files.includes(one)) ? path : [],
    );
    // Where they are all prompts, nothing is left out, and the run is a whole one.
    const isAll = !request.part && prompts.length === because.size;
    part = isAll
      ? undefined
      : { prompts: [], segments: [], cases: [], ...request.part, saved: { files, prompts } };
  }
}

/** Whether answers are missing for a limit of money or of time. */
function isCutShort({ prompts }: Result): boolean {
  return prompts.some(({ errors }) => errors.some(({ kind }) => kind === 'budget'));
}

/** Asks once whether every save may ask models again; not where the policy limits what that costs. */
function consentOnce({ terminal, agreed }: { terminal: Pick<Terminal, 'ask'>; agreed: boolean }) {
  let isGiven = agreed;
  let isRefused = false;
  return {
    wasRefused: () => isRefused,
    async given({ limitUsd }: { limitUsd: number | null }): Promise<void> {
      if (isGiven || limitUsd !== null) return;
      const answer = await terminal.ask?.(
        'Every save asks the models what is new, with no limit of cost. Go on? [y/N] ',
      );
      isGiven = /^y(?:es)?$/i.test(answer?.trim() ?? '');
      isRefused = !isGiven;
      if (isRefused) {
        throw new GateFailure('Every save would ask models, and nobody has agreed to that here.', {
          remedy: 'Answer yes, give --any-cost, or state `cost.max-run-cost` in the policy.',
        });
      }
    },
  };
}
