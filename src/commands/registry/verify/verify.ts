import { mistakesIn } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import type { Digest } from '../../../domain/registry.ts';
import type { EvidenceFile } from '../../../domain/registry-files.ts';
import type { RegistryState } from '../../../domain/registry-state.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { isPinned } from '../../../model/target.ts';
import { parseJson } from '../../../registry/events.ts';
import { versionPath } from '../../../registry/files.ts';
import { policyOfPrompt } from '../../../registry/policy-of-prompt.ts';
import { examinePromotion } from '../../../registry/promotion.ts';
import {
  type Examination,
  type PromotedEvent,
  type Verification,
  verifyRegistry,
} from '../../../registry/verify.ts';
import { decide } from '../../../verdict/decide.ts';
import { mainTip } from '../opened.ts';
import type { OpenReading } from '../reading.ts';
import { examineDrift } from './drift.ts';
import { examineExperiment } from './experiments.ts';
import { type FoundPolicy, openPolicies } from './policies.ts';
import { examineWeights } from './weights.ts';

/**
 * Replays the whole log, and judges every promotion by the policy of the commit that it names, which has to be part of
 * main.
 */
export async function verify(
  { repository, registry, snapshot }: OpenReading,
  { offline }: { offline: boolean },
): Promise<Verification> {
  const { files, unreadable } = snapshot === null ? { files: {}, unreadable: [] } : await allFiles(snapshot);
  const policies = openPolicies(repository, await mainTip(repository, { offline }));
  // The last commit of main by whose policy a promotion was decided.
  let decided: string | null = null;
  try {
    return await verifyRegistry({
      ...{ files, unreadable },
      signing: registry.signing,
      examine: async (promotion, before, evidenceOf) => {
        const found = await policies.of(promotion.policy, decided);
        if (found.problems.length === 0) decided = promotion.policy.commit;
        return examine(promotion, before, { evidenceOf, files, found });
      },
      examineWeights: async (event, before, evidenceOf) => {
        const found = await policies.of(event.policy, decided);
        if (found.problems.length === 0) decided = event.policy.commit;
        const text = await policies.fileOf({ commit: event.policy.commit, path: event.portfolio });
        return examineWeights(event, before, { evidenceOf, found, text });
      },
      examineExperiment: (event, before) => examineExperiment(event, before, policies),
      examineDrift: (event, ground) => examineDrift(event, ground, policies),
      examineAcceptance: async (event) => {
        const { config, problems: policy } = await policies.of(event.policy, null);
        return { policy, signing: config?.registry.signing ?? null };
      },
    });
  } finally {
    policies.close();
  }
}

/** All files of the branch; one that is no text is empty, and said to be unreadable. */
async function allFiles(
  snapshot: Snapshot,
): Promise<{ files: Record<string, string>; unreadable: { path: string; problem: string }[] }> {
  const unreadable: { path: string; problem: string }[] = [];
  const paths = await snapshot.list();
  const texts = await Promise.all(
    paths.map(async (path) => {
      try {
        return (await snapshot.read(path)) ?? '';
      } catch (problem) {
        for (const { problem: said } of mistakesIn(problem)) {
          unreadable.push({ path, problem: `${path} cannot be read: ${said}` });
        }
        return '';
      }
    }),
  );
  const files = Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
  return { files, unreadable };
}

async function examine(
  promotion: PromotedEvent,
  before: RegistryState,
  means: {
    evidenceOf: (digest: Digest) => EvidenceFile | undefined;
    files: Readonly<Record<string, string>>;
    found: FoundPolicy;
  },
): Promise<Examination> {
  const { environment: name, prompt: promptName, version } = promotion;
  const { config, problems } = means.found;
  if (!config) return { policy: problems, missing: [], signing: null };
  const { signing, environments } = config.registry;
  const environment = environments.find((each) => each.name === name);
  const prompt = ownMember(before.prompts, promptName);
  if (!environment) {
    return { policy: [...problems, `it has no environment ${name}.`], missing: [], signing };
  }
  // What is not registered is a step that is not allowed, which is reported as such.
  if (!prompt || !Object.hasOwn(prompt.versions, version)) return { policy: problems, missing: [], signing };
  const rules = policyOfPrompt(config, { name: promptName, prompt, version });
  const { missing } = examinePromotion({
    ...{ name: promptName, prompt, version, environment },
    now: Date.parse(promotion.at),
    isPinned: isBundlePinned(means.files, promptName, version),
    evidenceOf: (digest) => {
      const file = means.evidenceOf(digest);
      return file && { id: '', file };
    },
    decide: (evidence) => decide(evidence, rules),
    rules,
  });
  return { policy: problems, missing: missing.map(({ text }) => text), signing };
}

function isBundlePinned(files: Readonly<Record<string, string>>, prompt: string, version: string): boolean {
  const file: unknown = parseJson(ownMember(files, versionPath(prompt, version)) ?? '');
  const model = memberOf(memberOf(file, 'bundle'), 'model');
  const [provider, name] = [memberOf(model, 'provider'), memberOf(model, 'model')];
  if (typeof provider !== 'string' || typeof name !== 'string') return false;
  return isPinned({ provider, model: name, baseUrl: '' });
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
