import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { Credentials, ModelTarget } from '../../domain/answer.ts';
import type { Config } from '../../domain/policy.ts';
import type { Case } from '../../domain/suite.ts';
import { keyOf } from '../../model/credentials.ts';
import { missingKey } from '../../model/failure.ts';
import { nameOf, providerOfModel } from '../../model/names.ts';
import { isPinned, resolveTarget } from '../../model/target.ts';
import type { AssertionKind } from '../kind.ts';
import { quoteList } from '../quote.ts';
import { assertionsThatAsk } from './asked.ts';
import { judgeModel } from './judge-kind.ts';

/** Who judges a prompt's answers, and who makes embeddings of them; null where the suite asks for neither. */
export type Judges = { judge: ModelTarget | null; embedder: ModelTarget | null };

type Asked = NonNullable<AssertionKind['asks']>;

/** Judges where the policy names none, by the vendor of the model under test: another one's, and pinned. */
const OTHER_VENDOR = {
  openai: 'anthropic:claude-haiku-4-5-20251001',
  anthropic: 'openai:gpt-4.1-2025-04-14',
};

/** The one that promptfoo takes, so that its thresholds mean what they meant. */
const DEFAULT_EMBEDDER = 'openai:text-embedding-3-large';

export type JudgeContext = {
  config: Config;
  credentials: Credentials;
  /** The candidate's model. Where the arms' models differ in vendor, both are judged by the one that is not its kin. */
  underTest: ModelTarget;
  /** Whether models will be asked: a judge without a key is then an error. */
  needsKeys: boolean;
};

/**
 * Chooses who judges, before a token is spent. The policy decides: a suite, which is the pull request's, cannot name
 * another judge.
 * @throws ConfigurationError: no key for the judge, a name that no provider serves, embeddings of a vendor without any.
 */
export function chooseJudges(
  cases: readonly Case[],
  context: JudgeContext,
): { judges: Judges; notices: string[] } {
  const wanted = { judge: placeOfFirst(cases, 'judgement'), embedder: placeOfFirst(cases, 'embedding') };
  const judges: Judges = {
    judge: wanted.judge ? judgeFor(context, wanted.judge) : null,
    embedder: wanted.embedder ? embedderFor(context, wanted.embedder) : null,
  };
  return { judges, notices: [...pinNotices(judges, context), ...overruled(cases, judges, context)] };
}

function judgeFor(context: JudgeContext, place: Place): ModelTarget {
  const { config, underTest } = context;
  const vendor = providerOfModel(underTest.model.slice(underTest.model.lastIndexOf('/') + 1)) ?? 'openai';
  const judge = resolved(config.judge.model ?? OTHER_VENDOR[vendor], context);
  requireKey(judge, 'judge', context, {
    place,
    remedy: `Or name a judge in the config: \`judge: { model: ${OTHER_VENDOR[judge.provider]} }\`.`,
  });
  return judge;
}

function embedderFor(context: JudgeContext, place: Place): ModelTarget {
  const { judge } = context.config;
  const embedder = resolved(judge.embeddingModel ?? DEFAULT_EMBEDDER, context);
  if (embedder.provider !== 'openai') {
    throw new ConfigurationError(`${nameOf(embedder)} makes no embeddings: Anthropic has none.`, {
      ...(judge.place && { place: judge.place }),
      remedy: `Name a model behind OpenAI's API: \`judge: { embedding-model: ${DEFAULT_EMBEDDER} }\`.`,
    });
  }
  requireKey(embedder, 'embedding-model', context, {
    place,
    remedy: 'Or replace `similar` by `rouge-n`, `levenshtein` or `icontains-any`.',
  });
  return embedder;
}

function resolved(name: string, { config, credentials }: JudgeContext): ModelTarget {
  const { place } = config.judge;
  return resolveTarget(name, { models: config.models, credentials, ...(place && { place }) });
}

function requireKey(
  target: ModelTarget,
  what: 'judge' | 'embedding-model',
  { credentials, needsKeys }: JudgeContext,
  details: { place: Place; remedy: string },
): void {
  if (!needsKeys || keyOf(target, credentials)) return;
  const role = what === 'judge' ? 'asks a judge' : 'asks for embeddings';
  throw new ConfigurationError(`This assertion ${role}. ${missingKey(target).message}`, details);
}

function pinNotices(judges: Judges, { config }: JudgeContext): string[] {
  const moving = [judges.judge, judges.embedder].filter((target) => target !== null && !isPinned(target));
  const names = moving.flatMap((target) => (target === null ? [] : [nameOf(target)]));
  if (names.length > 0 && config.requirePinnedModels) {
    throw new ConfigurationError(`the judge ${names.join(' and ')} is not pinned to a dated snapshot.`, {
      ...(config.judge.place && { place: config.judge.place }),
      remedy: `Name a snapshot, for example ${OTHER_VENDOR.anthropic}.`,
    });
  }
  return names.map(
    (name) => `Answers are judged by ${name}, an alias that can change without a pull request.`,
  );
}

/** Models that the suite names as judges, other than the one that is asked. */
function overruled(cases: readonly Case[], { judge, embedder }: Judges, context: JudgeContext): string[] {
  const mistake = (what: Asked, target: ModelTarget | null, role: string, key: string) => {
    if (target === null) return [];
    const names = cases.flatMap((testCase) => assertionsThatAsk(testCase, what)).map(judgeModel);
    const others = [...new Set(names)].filter((name) => name !== null && !isNameOf(name, target, context));
    if (others.length === 0) return [];
    const named = quoteList(others.flatMap((name) => name ?? []));
    return [
      `The suite names ${named} as ${role}. That is the policy's to say (\`${key}\`), and it is ${nameOf(target)}.`,
    ];
  };
  return [
    ...mistake('judgement', judge, 'judge', 'judge.model'),
    ...mistake('embedding', embedder, 'model for embeddings', 'judge.embedding-model'),
  ];
}

function isNameOf(name: string, target: ModelTarget, { config, credentials }: JudgeContext): boolean {
  try {
    const { provider, model } = resolveTarget(name, { models: config.models, credentials });
    return provider === target.provider && model === target.model;
  } catch (error) {
    if (error instanceof ConfigurationError) return false;
    throw error;
  }
}

function placeOfFirst(cases: readonly Case[], what: Asked): Place | undefined {
  for (const testCase of cases) {
    const [first] = assertionsThatAsk(testCase, what);
    if (first) return first.place;
  }
  return undefined;
}
