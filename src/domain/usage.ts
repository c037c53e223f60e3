import type { JudgeUsage, RunUsage } from './result.ts';

/** Usage of a run that asked nothing. */
export const NO_USAGE: RunUsage = {
  trials: 0,
  fromStore: 0,
  calls: 0,
  errored: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  usd: 0,
  elapsedMs: 0,
};

const NO_JUDGEMENT: JudgeUsage = { calls: 0, fromStore: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

/** Adds up the usage of parts of a run. */
export function addUsage(a: RunUsage, b: RunUsage): RunUsage {
  return {
    trials: a.trials + b.trials,
    fromStore: a.fromStore + b.fromStore,
    calls: a.calls + b.calls,
    errored: a.errored + b.errored,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
    elapsedMs: a.elapsedMs + b.elapsedMs,
    ...((a.savedTrials || b.savedTrials) && {
      savedTrials: (a.savedTrials ?? 0) + (b.savedTrials ?? 0),
    }),
    ...((a.judge || b.judge) && { judge: addJudgeUsage(a.judge, b.judge) }),
  };
}

function addJudgeUsage(a = NO_JUDGEMENT, b = NO_JUDGEMENT): JudgeUsage {
  return {
    calls: a.calls + b.calls,
    fromStore: a.fromStore + b.fromStore,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    usd: a.usd === null || b.usd === null ? null : a.usd + b.usd,
  };
}
