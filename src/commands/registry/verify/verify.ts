import { unlessMistaken } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { parseConfig } from '../../../config/schema.ts';
import type { Config } from '../../../domain/policy.ts';
import type { Digest, EvidenceFile, RegistryState } from '../../../domain/registry.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { isPinned } from '../../../model/target.ts';
import { parseJson } from '../../../registry/events.ts';
import { versionPath } from '../../../registry/files.ts';
import { examinePromotion } from '../../../registry/promotion.ts';
import {
  type Examination,
  type PromotedEvent,
  type Verification,
  verifyRegistry,
} from '../../../registry/verify.ts';
import type { Repository } from '../../../repo/git.ts';
import { isAncestor } from '../../../repo/history.ts';
import { defaultBase, resolveRevision } from '../../../repo/revision.ts';
import { snapshotAt } from '../../../repo/snapshots.ts';
import { decide } from '../../../verdict/decide.ts';
import type { OpenReading } from '../reading.ts';

/**
 * Replays the whole log, and judges every promotion by the policy of the commit that it names, which has to be part of
 * main.
 */
export async function verify({ repository, registry, snapshot }: OpenReading): Promise<Verification> {
  const files = snapshot === null ? {} : await allFiles(snapshot);
  const policies = openPolicies(repository);
  return verifyRegistry({
    files,
    signing: registry.signing,
    examine: (promotion, before, evidenceOf) => examine(promotion, before, { evidenceOf, files, policies }),
  });
}

async function allFiles(snapshot: Snapshot): Promise<Record<string, string>> {
  const paths = await snapshot.list();
  const texts = await Promise.all(paths.map((path) => snapshot.read(path)));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
}

type Policies = {
  /** The policy of a commit of main; null: it is not part of main, or has none that can be read. */
  at(commit: string, path: string): Promise<Config | null>;
};

function openPolicies(repository: Repository): Policies {
  const known = new Map<string, Promise<Config | null>>();
  const main = unlessMistaken(async () => resolveRevision(repository, await defaultBase(repository)));
  const read = async (commit: string, path: string): Promise<Config | null> => {
    const tip = await main;
    if (tip === undefined || !(await isAncestor(repository, commit, tip))) return null;
    const snapshot = snapshotAt(repository, commit);
    try {
      const text = await unlessMistaken(() => snapshot.read(path));
      return (
        (await unlessMistaken(async () => (text === undefined ? null : parseConfig(text, path)))) ?? null
      );
    } finally {
      snapshot.close();
    }
  };
  return {
    at(commit, path) {
      const key = `${commit} ${path}`;
      const reading = known.get(key) ?? read(commit, path);
      known.set(key, reading);
      return reading;
    },
  };
}

async function examine(
  promotion: PromotedEvent,
  before: RegistryState,
  means: {
    evidenceOf: (digest: Digest) => EvidenceFile | undefined;
    files: Readonly<Record<string, string>>;
    policies: Policies;
  },
): Promise<Examination> {
  const { environment: name, prompt: promptName, version, policy } = promotion;
  const config = await means.policies.at(policy.commit, policy.path);
  if (!config?.registry) {
    const commit = policy.commit.slice(0, 12);
    return {
      missing: [`its policy (${policy.path} at ${commit}) is not part of main, or cannot be read.`],
      signing: null,
    };
  }
  const { signing, environments } = config.registry;
  const environment = environments.find((each) => each.name === name);
  const prompt = ownMember(before.prompts, promptName);
  if (!environment || !prompt || !Object.hasOwn(prompt.versions, version)) {
    return { missing: [`the policy of then has no environment ${name}.`], signing };
  }
  const { missing } = examinePromotion({
    ...{ name: promptName, prompt, version, environment },
    now: Date.parse(promotion.at),
    isPinned: isBundlePinned(means.files, promptName, version),
    evidenceOf: (digest) => {
      const file = means.evidenceOf(digest);
      return file && { id: '', file };
    },
    decide: (evidence) => decide(evidence, config),
    hasMinPassRate: config.gate.minPassRate !== null,
  });
  return { missing: missing.map(({ text }) => text), signing };
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
