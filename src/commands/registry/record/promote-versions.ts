import { ConfigurationError } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { Digest, Promoted, RegistryState } from '../../../domain/registry.ts';
import type { Entry } from '../../../registry/append.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { evidenceDigest } from '../../../registry/files.ts';
import { type KnownEvidence, servingIn } from '../../../registry/promotion.ts';
import { storeDirectoryOf } from '../../../repo/git.ts';
import { decide } from '../../../verdict/decide.ts';
import { type Evaluated, evaluate } from '../evaluate.ts';
import { type KnownLog, openLog, readEvidence } from '../log.ts';
import type { FoundPrompt } from '../main-prompts.ts';
import type { Main } from '../opened.ts';
import { requireKeys, type Writing, writeEvents } from '../writing.ts';
import { evidenceOf, planEvidence } from './evidence.ts';
import { openSources } from './older-sources.ts';
import type { RecordOutcome, RecordRequest } from './outcome.ts';
import { duePromotions, type PromotionContext, promotedFact, serialBefore } from './promotions.ts';

type SecondStep = Pick<RecordOutcome, 'evaluated' | 'pending' | 'due'>;

/** The second step: evidence where it is missing, and the promotions that the policy asks for. */
export async function promoteVersions(
  writing: Writing,
  main: Main,
  { request, prompts }: { request: RecordRequest; prompts: readonly FoundPrompt[] },
): Promise<SecondStep> {
  const { repository, registry } = writing;
  using log = await openLog(writing);
  const { state } = log;
  const sources = openSources(repository, request.configPath);
  try {
    const planned = request.dryRun
      ? { versions: [], pending: [] }
      : await planEvidence({
          ...{ state, prompts, config: main.config, environments: registry.environments },
          ...{ credentials: request.credentials, runsNodeScripts: request.runsNodeScripts, now: new Date() },
          sourceOf: (prompt, version) => sources.find(state, prompt, version),
        });
    const { evaluated, pending } = await evaluate(planned.versions, {
      ...request,
      config: main.config,
      storeDirectory: storeDirectoryOf(repository),
    });
    const due = await writeSecondStep(writing, main, { request, prompts, evaluated });
    return {
      evaluated: evaluated.map(({ prompt, version, evidence }) => {
        return { prompt, version, cases: evidence.cases.length };
      }),
      pending: [...planned.pending, ...pending],
      due,
    };
  } finally {
    sources.close();
  }
}

async function writeSecondStep(
  writing: Writing,
  main: Main,
  {
    request,
    prompts,
    evaluated,
  }: { request: RecordRequest; prompts: readonly FoundPrompt[]; evaluated: readonly Evaluated[] },
): Promise<SecondStep['due']> {
  const promotionKey = writing.keys.promotion;
  const found = evaluated.map((each) => {
    return { ...each, known: evidenceOf(each, { now: new Date(), promotionKey }) };
  });
  const pinned = new Map(prompts.map(({ name, isPinned }) => [name, isPinned]));
  const { finding } = await writeEvents(writing, async (log) => {
    const known = await servingEvidence(log);
    for (const each of found) known.set(each.digest, each.known);
    const context: PromotionContext = {
      state: log.state,
      now: new Date(),
      policy: { commit: main.commit, path: request.configPath },
      isPinned: (prompt) => pinned.get(prompt) ?? false,
      evidenceOf: (digest) => known.get(digest),
      decide: (evidence) => decide(evidence, main.config),
      hasMinPassRate: main.config.gate.minPassRate !== null,
      promotionKey,
    };
    const { due, facts } = request.adopt
      ? { due: [], facts: adoptions(main, context) }
      : duePromotions(main.registry.environments, context);
    if (facts.length > 0) requireKeys(writing, ['promotion', 'pointer']);
    const named = facts.map(({ prompt, version, environment }) => `${prompt} ${version} to ${environment}`);
    return {
      entries: [...evaluationsOf(log.state, found), ...facts.map((fact): Entry => ({ fact }))],
      message: named.length > 0 ? `Promote ${named.slice(0, 5).join(', ')}` : 'Record evidence',
      finding: due,
    };
  });
  return finding;
}

function evaluationsOf(
  state: RegistryState,
  found: readonly (Evaluated & { known: KnownEvidence })[],
): Entry[] {
  return found.flatMap(({ prompt, version, digest, known: { id, file } }): Entry[] => {
    const registered = ownMember(ownMember(state.prompts, prompt)?.versions ?? {}, version);
    if (!registered) return [];
    const { suite } = file;
    const of = { prompt, version, digest, evidence: id, evidenceDigest: evidenceDigest(file) };
    return [{ fact: { type: 'evaluated', ...of, suite: suite.digest, cases: suite.cases }, evidence: file }];
  });
}

/** The evidence of what main asks for and of what serves somewhere, by digest. */
export async function servingEvidence(log: KnownLog): Promise<Map<Digest, KnownEvidence>> {
  const known = new Map<Digest, KnownEvidence>();
  for (const [name, prompt] of Object.entries(log.state.prompts)) {
    const serving = Object.keys(prompt.environments).flatMap((environment) =>
      servingVersions(servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {}),
    );
    for (const version of new Set([...serving, ...(prompt.onMain === null ? [] : [prompt.onMain])])) {
      const evidence = await readEvidence(log, name, version);
      const digest = ownMember(prompt.versions, version)?.digest;
      if (evidence && digest !== undefined) known.set(digest, evidence);
    }
  }
  return known;
}

/** What main has serves, from now on, in every environment in which nothing serves yet. */
function adoptions(main: Main, context: PromotionContext): Promoted[] {
  const empty = main.registry.environments.filter(({ name }) => !Object.hasOwn(context.state.serials, name));
  if (empty.length === 0) {
    throw new ConfigurationError(
      'Every environment serves something already, so there is nothing to adopt.',
      {
        remedy: 'Leave out --adopt; `promote` brings a version into an environment.',
      },
    );
  }
  return empty.flatMap(({ name: environment }) => {
    let serial = serialBefore(environment, context);
    return Object.entries(context.state.prompts).flatMap(([name, prompt]) => {
      const version = prompt.onMain;
      if (version === null) return [];
      serial += 1;
      const adoption = {
        name,
        prompt,
        version,
        environment,
        judgement: null,
        serial,
        adopted: true,
      } as const;
      return [promotedFact(adoption, context)];
    });
  });
}
