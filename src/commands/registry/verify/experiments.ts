import { canonicalJson } from '../../../base/canonical-json.ts';
import { ownMember } from '../../../base/json.ts';
import type { Portfolio } from '../../../domain/portfolio.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import { experimentDigest } from '../../../portfolio/experiment/decision.ts';
import { sizeNow } from '../../../portfolio/experiment/size.ts';
import { servingIn } from '../../../registry/promotion.ts';
import type { ExperimentEvent } from '../../../registry/verify.ts';
import { observedWindows } from '../../../registry/windows.ts';
import { experimentEnd } from '../rebalance/experiment.ts';
import type { Policies } from './policies.ts';
import { readPortfolio } from './weights.ts';

/**
 * Whether an experiment began with the size that its portfolio and the observations before it ask for, and ended as they
 * show: both are computed again.
 */
export async function examineExperiment(
  event: ExperimentEvent,
  before: RegistryState,
  policies: Policies,
): Promise<string[]> {
  const { prompt: name, environment } = event;
  const prompt = ownMember(before.prompts, name);
  const serving = prompt && servingIn(prompt, environment);
  const begun = event.type === 'experiment-started' ? event : serving?.experiment;
  // An experiment that never began is a step that is not allowed, which is reported as such.
  if (!prompt || !begun) return [];
  const label = `The experiment of ${name} in ${environment} at serial ${begun.epoch}`;
  const { config, problems } = await policies.of(begun.policy, null);
  if (!config) return problems.map((problem) => `${label} is of a policy that may not decide: ${problem}`);
  const text = await policies.fileOf({ commit: begun.policy.commit, path: begun.portfolio });
  const { environments: stated, metrics } = config.registry;
  const environments = stated.map(({ name: each }) => each);
  const of = { portfolio: begun.portfolio, policy: begun.policy, prompt: name };
  const portfolio = readPortfolio(of, text, { state: before, environments, metrics });
  if (typeof portfolio === 'string') return [`${label} cannot be checked: ${portfolio}`];
  const windows = observedWindows(before, { prompt: name, environment });
  if (event.type === 'experiment-started') return startProblems(event, { portfolio, windows, label });
  const end = experimentEnd({ portfolio, prompt, knowledge: { windows }, now: Date.parse(event.at) });
  const isSame =
    end !== null && canonicalJson(structuredClone(end)) === canonicalJson(structuredClone(event.end));
  return isSame ? [] : [`${label} did not end as the observations before it show.`];
}

function startProblems(
  event: Extract<ExperimentEvent, { type: 'experiment-started' }>,
  {
    portfolio,
    windows,
    label,
  }: { portfolio: Portfolio; windows: ReturnType<typeof observedWindows>; label: string },
): string[] {
  const { experiment, safe } = portfolio;
  const isStated = experimentDigest(portfolio) === event.experiment && event.control === safe;
  if (experiment === null || !isStated) return [`${label} is not the one that its portfolio states.`];
  if (event.metric !== experiment.metric) return [`${label} is about another metric than its portfolio's.`];
  const size = sizeNow(portfolio, experiment, windows);
  return size === event.size ? [] : [`${label} asks for ${event.size} units a version instead of ${size}.`];
}
