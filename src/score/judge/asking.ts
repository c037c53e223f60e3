import type { ModelFailure, ModelRequest, ModelTarget, PriceOf } from '../../domain/answer.ts';
import type { Trial, TrialResult } from '../../domain/trial.ts';
import type { RunScript } from '../../interpreter/reply.ts';
import { takesJsonSchema, takesTemperature } from '../../model/abilities.ts';
import { embeddingRequest, vectorOf } from '../../model/embedding.ts';
import { buildRequest } from '../../model/request.ts';
import type { Asker } from '../../run/asker.ts';
import { wasFiltered } from '../finish-reason.ts';
import type { ScoringContext } from '../kind.ts';
import type { JudgeRequest } from './ask.ts';
import type { Judges } from './choose.ts';

/** Usage of judging. `usd` is null if a price is not known. */
export type JudgeUsage = {
  calls: number;
  fromStore: number;
  inputTokens: number;
  outputTokens: number;
  usd: number | null;
};

/** The judges of one prompt. */
export type Judging = {
  /** What the assertions of one trial's answer may use: models, embeddings, scripts. */
  contextFor(trial: Trial): Pick<ScoringContext, 'ask' | 'embed'>;
  /** Usage so far. */
  usage(): JudgeUsage;
  /** Whether no judge can answer any more: answers not judged yet will be errored. */
  stopped(): boolean;
};

/** Lets a prompt's assertions ask its judges through the engine, counting the usage; and run its scripts. */
export function judgeWith(
  judges: Judges,
  means: {
    asker: Asker;
    priceOf: PriceOf;
    scope: string;
    script: RunScript;
    /** A name under which every question is asked again instead of read from the store, those at temperature 0 too. */
    redraw?: string | undefined;
  },
): Judging {
  const usage: JudgeUsage = { calls: 0, fromStore: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
  let stopped = false;

  const ask = async (trial: Trial, request: ModelRequest): Promise<TrialResult> => {
    const result = await means.asker.ask(questionTrial(trial, request, means));
    if (result.status === 'errored') {
      stopped ||= result.failure.fatal;
    } else if (result.fromStore) {
      usage.fromStore += 1;
    } else {
      const usd = means.priceOf(request.target, result.answer.usage);
      usage.calls += 1;
      usage.inputTokens += result.answer.usage.inputTokens;
      usage.outputTokens += result.answer.usage.outputTokens;
      usage.usd = usage.usd === null || usd === null ? null : usage.usd + usd;
    }
    return result;
  };

  const { judge, embedder } = judges;
  return {
    contextFor: (trial) => ({
      script: means.script,
      ...(judge && {
        async ask(question) {
          const result = await ask(trial, judgeRequest(judge, question));
          if (result.status === 'errored') return { ok: false, failure: result.failure };
          if (wasFiltered(result.answer)) return { ok: false, failure: FILTERED };
          return { ok: true, text: result.answer.text };
        },
      }),
      ...(embedder && {
        async embed({ texts }) {
          const results = await Promise.all(
            texts.map((text) => ask(trial, embeddingRequest(embedder, text))),
          );
          const vectors: number[][] = [];
          for (const result of results) {
            if (result.status === 'errored') return { ok: false, failure: result.failure };
            vectors.push(vectorOf(result.answer));
          }
          return { ok: true, vectors };
        },
      }),
    }),
    usage: () => ({ ...usage }),
    stopped: () => stopped,
  };
}

/** A question as it is asked and stored; the trial is that of the answer. */
export function questionTrial(
  trial: Omit<Trial, 'index' | 'request' | 'scope'>,
  request: ModelRequest,
  { scope, redraw }: { scope: string; redraw?: string | undefined },
): Trial {
  return { ...trial, index: 0, request, scope: redraw ?? (isRandom(request) ? scope : '') };
}

/** A judge's question as it is sent: at temperature 0 and with the reply's schema, if the model supports them. */
export function judgeRequest(judge: ModelTarget, { messages, replySchema }: JudgeRequest): ModelRequest {
  return buildRequest(judge, messages, {
    ...(takesTemperature(judge) && { temperature: 0 }),
    ...(replySchema &&
      takesJsonSchema(judge) && {
        responseFormat: { type: 'json_schema', jsonSchema: { ...replySchema, strict: true } },
      }),
  });
}

/** The filter of the judge's provider stopped the question or the reply: that says nothing about the answer. */
const FILTERED: ModelFailure = {
  kind: 'filtered',
  message: "its provider's content filter stopped it.",
  transient: false,
  fatal: false,
};

function isRandom({ kind, body }: ModelRequest): boolean {
  return kind !== 'embedding' && body.temperature !== 0;
}
