import type { Bundle } from '../../src/domain/bundle.ts';
import type { Actor, Promoted, Share, Version, VersionSource } from '../../src/domain/registry.ts';
import type { EvidenceFile, RegistryFile } from '../../src/domain/registry-files.ts';
import type { RegistryState } from '../../src/domain/registry-state.ts';
import { append, type Entry } from '../../src/registry/append.ts';
import {
  evidenceDigest,
  fileText,
  isEventPath,
  type StoredFile,
  textDigest,
} from '../../src/registry/files.ts';
import { emptyState } from '../../src/registry/fold.ts';

/** The registry's branch in memory: its files, and the state that they amount to. */
export type Branch = { state: RegistryState; files: Record<string, string> };

export const EMPTY: Branch = { state: emptyState(), files: {} };

const ada: Actor = { name: 'ada', source: 'terminal' };
export const registryFile: Omit<RegistryFile, 'repository'> = {
  format: 1,
  policy: '.github/prompt-eval-gate.yml',
  keys: { promotion: [], pointer: [] },
};

/** The branch after one more write: at 10:00 plus this many minutes on a day in November. */
export function write(
  branch: Branch,
  minute: number,
  entries: readonly Entry[],
  options: { pointerKeys?: string[]; actor?: Actor } = {},
): Branch {
  const { state, files } = append({
    state: branch.state,
    entries,
    actor: options.actor ?? ada,
    now: timeOf(minute),
    registry: registryFile,
    pointerKeys: options.pointerKeys ?? [],
  });
  return { state, files: { ...branch.files, ...files } };
}

export function timeOf(minute: number): Date {
  return new Date(Date.parse('2026-11-24T10:00:00.000Z') + minute * 60_000);
}

export function eventFiles({ files }: Branch): StoredFile[] {
  return Object.entries(files)
    .filter(([path]) => isEventPath(path))
    .map(([path, text]) => ({ path, text }));
}

/** A prompt of one system message. */
export function bundleSaying(template: string): Bundle {
  return {
    format: 1,
    engine: 'none',
    messages: [{ role: 'system', template }],
    includes: {},
    model: { provider: 'openai', api: 'chat', model: 'gpt-4.1-mini-2025-04-14' },
    parameters: { temperature: 0 },
    variables: { user_message: { type: 'string', 'max-length': 4000, required: true } },
  };
}

/** The digest of a version that `register` registered. */
export function digestFor(prompt: string, version: Version): string {
  return textDigest(fileText(bundleSaying(`${prompt} ${version}`)));
}

export const source: VersionSource = {
  commit: 'c'.repeat(40),
  path: 'prompts/support.md',
  author: 'Ada',
  owner: '@acme/support-ai',
  pullRequest: 12,
  change: 'Answer in one sentence',
  description: null,
  tags: [],
  tokens: { fixed: 12, cacheablePrefix: 12, estimator: 'characters' },
};

export function register(version: Version, prompt = 'support'): Entry {
  const bundle = bundleSaying(`${prompt} ${version}`);
  const raised = version === '1.0.0' ? null : 'minor';
  const digest = digestFor(prompt, version);
  return {
    fact: { type: 'registered', prompt, version, digest, raised, because: raised ? ['text'] : [], source },
    bundle,
  };
}

export function evaluate(
  version: Version,
  id: string,
  prompt = 'support',
  evidence = evidenceOf(version, prompt),
): Entry {
  const { digest, suite } = evidence;
  return {
    fact: {
      ...{ type: 'evaluated', prompt, version, digest, evidence: id },
      ...{ evidenceDigest: evidenceDigest(evidence), suite: suite.digest, cases: suite.cases },
    },
    evidence,
  };
}

export function evidenceOf(version: Version, prompt = 'support'): EvidenceFile {
  return {
    ...{ format: 1, prompt, version, digest: digestFor(prompt, version), at: '2026-11-24T10:00:00.000Z' },
    ...{ tool: '1.0.0', suite: { digest: 'e'.repeat(64), path: 'evals/support.yml', cases: 1 } },
    ...{ judges: [], trials: 1, traffic: {} },
    cases: {
      '0123456789abcdef': {
        ...{ order: 0, content: 'a'.repeat(16), segments: ['all'], critical: false },
        ...{ trials: 1, passes: 1, errored: 0, score: 1 },
        ...{ inputTokens: 10, outputTokens: 5, cachedInputTokens: 0, costUsd: null },
      },
    },
  };
}

/** The share that serves everybody. */
export function everybody(version: Version, prompt = 'support'): Share[] {
  return [{ version, digest: digestFor(prompt, version), slots: [[0, 10_000]] }];
}

export function promote(
  version: Version,
  serial: number,
  more: Partial<Promoted> & { reason?: string } = {},
): Entry {
  const { reason, prompt = 'support', ...fields } = more;
  return {
    reason,
    fact: {
      ...{ type: 'promoted', environment: 'production', prompt, version, serial },
      ...{ digest: digestFor(prompt, version), allocation: { '*': everybody(version, prompt) } },
      ...{ policy: { commit: 'c'.repeat(40), path: '.github/prompt-eval-gate.yml' }, judgement: null },
      ...fields,
    },
  };
}

export function rollBack(from: Version, to: Version, serial: number): Entry {
  return {
    reason: 'it answers in French',
    fact: {
      ...{ type: 'rolled-back', environment: 'production', prompt: 'support', from, to, serial },
      allocation: { '*': everybody(to) },
    },
  };
}
