import { ownMember } from '../../../base/json.ts';
import type { Allocation, Judgement, Version } from '../../../domain/registry.ts';
import type { StatusJson } from '../../../domain/registry-json.ts';
import type { PromptState, RegistryState, VersionState } from '../../../domain/registry-state.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import { counted, formatRate } from '../../../prose/numbers.ts';
import { slotCount } from '../../../registry/evidence.ts';
import { lastPromotion, servingVersions } from '../../../registry/exposure.ts';
import { judgementOf } from '../../../registry/judgement.ts';
import { servingIn } from '../../../registry/promotion.ts';
import { statusOf } from '../../../registry/status.ts';
import { judgedCases, worseText } from '../../../report/telling/judged.ts';
import { textTable } from '../table.ts';
import { actorText, productionJson, productionLines } from './production.ts';

export type Shown = {
  state: RegistryState;
  names: readonly string[];
  /** Of the policy, in its order. */
  environments: readonly string[];
  /** Whether what production reported is shown for each segment. */
  bySegment: boolean;
};

/** The most characters of a line. */
const WIDTH = 120;
const INDENT = '  ';

/** All prompts but those that main no longer has and of which every version is archived. */
export function namesInUse({ prompts }: RegistryState): string[] {
  return Object.entries(prompts).flatMap(([name, { onMain, versions }]) =>
    onMain === null && Object.values(versions).every(({ archived }) => archived) ? [] : [name],
  );
}

/** The published shape of `status --json`. */
export function statusJson({ state, names, environments }: Omit<Shown, 'bySegment'>): StatusJson {
  const last = environments.at(-1) ?? '';
  const entries = allEnvironments(state, environments).map((environment) => {
    const prompts = names.flatMap((name) => {
      const prompt = ownMember(state.prompts, name);
      return prompt ? [[name, promptJson(prompt, { environment, last })] as const] : [];
    });
    const serial = ownMember(state.serials, environment) ?? 0;
    return [environment, { serial, prompts: Object.fromEntries(prompts) }] as const;
  });
  return { schemaVersion: 1, environments: Object.fromEntries(entries) };
}

/** The same for people. */
export function renderStatus(
  { state, names, environments, bySegment }: Shown,
  notes: readonly string[],
): string {
  const lines: string[] = [];
  const width = WIDTH - INDENT.length;
  for (const environment of allEnvironments(state, environments)) {
    const serial = ownMember(state.serials, environment);
    lines.push(
      serial === undefined ? `${environment} serves nothing yet` : `${environment} (serial ${serial})`,
    );
    const rows = names.flatMap((name) => {
      const prompt = ownMember(state.prompts, name);
      return prompt ? [rowOf(name, prompt, environment)] : [];
    });
    const heading = ['prompt', 'serves', 'since (UTC)', 'by', 'tested', 'main has'];
    const tables = [
      ...(rows.length > 0 ? textTable([heading, ...rows], width) : []),
      ...productionLines({ state, names }, { environment, bySegment, width }),
      ...names.flatMap((name) => otherWeights(name, ownMember(state.prompts, name), environment)),
    ];
    lines.push(...tables.map((line) => (line === '' ? '' : `${INDENT}${line}`)), '');
  }
  if (names.length === 0) lines.push('The registry has no prompt yet.', '');
  return `${[...lines, ...notes.map(inertTerminal)].join('\n').trimEnd()}\n`;
}

/** Environments that the policy does not name any more go on serving. */
function allEnvironments(state: RegistryState, environments: readonly string[]): string[] {
  const others = Object.keys(state.serials).filter((name) => !environments.includes(name));
  return [...environments, ...others.sort()];
}

function promptJson(prompt: PromptState, { environment, last }: { environment: string; last: string }) {
  const serving = servingIn(prompt, environment);
  const allocation = serving?.served.at(-1)?.allocation ?? {};
  const versions = servingVersions(allocation).map((version) => {
    const digest = ownMember(prompt.versions, version)?.digest ?? null;
    return [version, { digest, status: statusOf(prompt, version, last, Date.now()) ?? null }] as const;
  });
  return {
    segments: Object.fromEntries(
      Object.entries(allocation).map(([segment, shares]) => [
        segment,
        Object.fromEntries(shares.map((share) => [share.version, slotCount(share) / 10_000])),
      ]),
    ),
    versions: Object.fromEntries(versions),
    held: (serving?.held ?? []).map(({ version, until, reason }) => ({ version, until, reason })),
    ...productionJson(prompt, environment),
    onMain: prompt.onMain,
  };
}

function rowOf(name: string, prompt: PromptState, environment: string): string[] {
  const serving = servingIn(prompt, environment);
  const now = serving?.served.at(-1);
  const beside = prompt.onMain ?? 'nothing (it was removed)';
  if (!now) return [name, '—', '—', '—', '—', beside];
  const { type, adopted } = now.event;
  return [
    name,
    servingVersions(now.allocation).length === 0 ? 'nothing any more' : allocationText(now.allocation),
    now.at.slice(0, 16).replace('T', ' '),
    `${adopted ? 'adopted' : type} by ${actorText(serving)}`,
    testedText(prompt, environment, now.allocation),
    prompt.onMain !== null && servesOnly(now.allocation, prompt.onMain) ? 'the same' : beside,
  ];
}

/** After a rollback the portfolio's file on main states weights that do not serve: the same file sets nothing. */
function otherWeights(name: string, prompt: PromptState | undefined, environment: string): string[] {
  const { served = [], portfolio, held = [] } = (prompt && servingIn(prompt, environment)) ?? {};
  if (portfolio === undefined || served.at(-1)?.event.type !== 'rolled-back') return [];
  const release = held.length > 0 ? 'release what is held, then ' : '';
  return [
    `${name}: a rollback is later than the weights of ${portfolio.path}, which do not serve.`,
    `To bring a version back, ${release}merge a change of its weights there.`,
  ];
}

function servesOnly(allocation: Allocation, version: Version): boolean {
  const serving = servingVersions(allocation);
  return serving.length === 1 && serving[0] === version;
}

function allocationText(allocation: Allocation): string {
  const segments = Object.entries(allocation).map(([segment, shares]) => {
    const parts = shares.map((share) =>
      shares.length === 1 ? share.version : `${share.version} ${formatRate(slotCount(share) / 10_000)}`,
    );
    return segment === '*' && Object.keys(allocation).length === 1
      ? parts.join(' + ')
      : `${segment}: ${parts.join(' + ')}`;
  });
  return segments.join('; ');
}

/** How the versions that serve were judged when they were promoted. */
function testedText(prompt: PromptState, environment: string, allocation: Allocation): string {
  const served = servingIn(prompt, environment)?.served ?? [];
  const versions = servingVersions(allocation);
  const texts = versions.map((version) => {
    const known = ownMember(prompt.versions, version);
    const promotion = lastPromotion(served, version);
    const judgement = known && promotion && judgementOf(known, environment, promotion);
    const { adopted, overridden } = promotion?.event ?? {};
    const how = judgement ? judgedText(judgement) : unjudgedText(known);
    return [how, ...(adopted ? ['adopted'] : []), ...(overridden ? ['overridden'] : [])].join(', ');
  });
  if (new Set(texts).size < 2) return texts[0] ?? '';
  return versions.map((version, index) => `${version}: ${texts[index] ?? ''}`).join('; ');
}

function judgedText(judgement: Judgement): string {
  const { verdict, against } = judgement;
  const how = against === null ? 'by its own pass rate' : 'against what served';
  const worse = worseText(judgement);
  return `${verdict} on ${judgedCases(judgement)} ${how}${worse === '' ? '' : `, ${worse}`}`;
}

function unjudgedText(known: VersionState | undefined): string {
  const last = known?.evidence.at(-1);
  return last ? `evaluated on ${counted(last.cases, 'case')}, not judged here` : 'no evidence';
}
