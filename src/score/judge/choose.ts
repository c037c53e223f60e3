import { ConfigurationError, type Place } from '../../base/errors.ts';
import type { Credentials, ModelTarget } from '../../domain/answer.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Config } from '../../domain/policy.ts';
import type { Case } from '../../domain/suite.ts';
import { COMPATIBLE_PROVIDER } from '../../model/compatible-hosts.ts';
import { keyOf } from '../../model/credentials.ts';
import { missingKey } from '../../model/failure.ts';
import { bareName, providerOf, providerOfModel } from '../../model/lookup.ts';
import { nameOf } from '../../model/names.ts';
import { isPinned, resolveTarget } from '../../model/target.ts';
import type { AssertionKind } from '../kind.ts';
import { assertionsThatAsk } from './asked.ts';
import { defaultEmbedder, judgeOfOtherVendor } from './default-judges.ts';
import { judgeModel } from './judge-kind.ts';

/** The models that judge a prompt's answers, and that embed them; null if the suite needs no such model. */
export type Judges = { judge: ModelTarget | null; embedder: ModelTarget | null };

type Asked = NonNullable<AssertionKind['asks']>;

export type JudgeContext = {
  config: Config;
  credentials: Credentials;
  /** The candidate's model. If the arms' vendors differ, one judge of another vendor than the candidate judges both. */
  underTest: ModelTarget;
  /** Whether models will be called: a judge without a key is then an error. */
  needsKeys: boolean;
};

/**
 * Chooses the judges, before a token is spent. The policy decides: a suite, which is the pull request's, cannot choose
 * another judge.
 * @throws ConfigurationError: no key for the judge, a name that no provider serves, embeddings of a vendor without any.
 */
export function chooseJudges(
  cases: readonly Case[],
  context: JudgeContext,
): { judges: Judges; notices: Notice[] } {
  const wanted = { judge: placeOfFirst(cases, 'judgement'), embedder: placeOfFirst(cases, 'embedding') };
  const judges: Judges = {
    judge: wanted.judge ? judgeFor(context, wanted.judge) : null,
    embedder: wanted.embedder ? embedderFor(context, wanted.embedder) : null,
  };
  return { judges, notices: [...pinNotices(judges, context), ...overruled(cases, judges, context)] };
}

function judgeFor(context: JudgeContext, place: Place): ModelTarget {
  const { config, underTest } = context;
  const vendor = providerOfModel(bareName(underTest)) ?? COMPATIBLE_PROVIDER;
  const judge = resolveJudge(config.judge.model ?? judgeOfOtherVendor(vendor), context);
  requireKey(judge, 'judge', context, {
    place,
    remedy: `Or name a judge in the config: \`judge: { model: ${judgeOfOtherVendor(judge.provider)} }\`.`,
  });
  return judge;
}

function embedderFor(context: JudgeContext, place: Place): ModelTarget {
  const { judge } = context.config;
  const embedder = resolveEmbedder(judge.embeddingModel ?? nameOf(defaultEmbedder()), context);
  requireKey(embedder, 'embedding-model', context, {
    place,
    remedy: 'Or replace `similar` by `rouge-n`, `levenshtein` or `icontains-any`.',
  });
  return embedder;
}

type Naming = Pick<JudgeContext, 'config' | 'credentials'>;

/**
 * The judge of a name.
 * @throws ConfigurationError at the policy's `judge`: no provider serves it
 */
export function resolveJudge(name: string, { config, credentials }: Naming): ModelTarget {
  const { place } = config.judge;
  return resolveTarget(name, { models: config.models, credentials, place });
}

/**
 * The model of a name that makes embeddings.
 * @throws ConfigurationError at the policy's `judge`: no provider serves it, or one that has no embeddings
 */
export function resolveEmbedder(name: string, context: Naming): ModelTarget {
  const embedder = resolveJudge(name, context);
  const { title, embeddings } = providerOf(embedder);
  if (embeddings !== null) return embedder;
  const usual = defaultEmbedder();
  throw new ConfigurationError(`${nameOf(embedder)} makes no embeddings: ${title} has none.`, {
    place: context.config.judge.place,
    remedy: `Name a model behind ${usual.title}'s API: \`judge: { embedding-model: ${nameOf(usual)} }\`.`,
  });
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

function pinNotices(judges: Judges, { config }: JudgeContext): Notice[] {
  const moving = [judges.judge, judges.embedder].filter((target) => target !== null && !isPinned(target));
  const names = moving.flatMap((target) => (target === null ? [] : [nameOf(target)]));
  if (names.length > 0 && config.requirePinnedModels) {
    throw new ConfigurationError(`the judge ${names.join(' and ')} is not pinned to a dated snapshot.`, {
      place: config.judge.place,
      remedy: `Name a snapshot, for example ${judgeOfOtherVendor(null)}.`,
    });
  }
  return names.map((model) => ({ code: 'judge-not-pinned', model }));
}

/** Models that the suite names as judges, other than the one in use. */
function overruled(cases: readonly Case[], { judge, embedder }: Judges, context: JudgeContext): Notice[] {
  const overruledBy = (target: ModelTarget | null, role: 'judge' | 'embedder', what: Asked): Notice[] => {
    if (target === null) return [];
    const names = cases.flatMap((testCase) => assertionsThatAsk(testCase, what)).map(judgeModel);
    const others = [...new Set(names)].filter((name) => name !== null && !isNameOf(name, target, context));
    const named = others.flatMap((name) => name ?? []);
    if (named.length === 0) return [];
    return [{ code: 'judge-of-suite-not-used', role, named, model: nameOf(target) }];
  };
  return [...overruledBy(judge, 'judge', 'judgement'), ...overruledBy(embedder, 'embedder', 'embedding')];
}

function isNameOf(name: string, target: ModelTarget, { config, credentials }: JudgeContext): boolean {
  try {
    return nameOf(resolveTarget(name, { models: config.models, credentials })) === nameOf(target);
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
