import type { ConfigurationError } from '../../base/errors.ts';
import { missingEntryNotice } from '../../change/notices.ts';
import type { Notice } from '../../domain/notice.ts';
import { atMost } from '../../prose/at-most.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { counted, formatCount, formatMoney, formatPointsSize, formatRate } from '../../prose/numbers.ts';
import { noticeSentence } from '../../report/telling/notices.ts';
import { mistakeLines } from '../mistake-lines.ts';
import type { RepositoryCheck } from './check.ts';
import type { PromptCheck } from './check-prompt.ts';
import type { PortfolioCheck } from './portfolios.ts';
import { findingLines, findingsSummary, promptCacheLine } from './render-findings.ts';
import type { SegmentCheck } from './segments.ts';
import { allTold, type Told } from './told.ts';

/** Maximum mistakes shown per prompt; the same mistake is often in every case of a suite. */
const MOST_MISTAKES = 10;

/** The findings of `check` as plain text for a terminal or a log, about 90 columns wide with names of usual length. */
export function renderCheck(check: RepositoryCheck): string {
  const missing = check.missing.map(
    (entry) => `  note: ${noticeSentence(missingEntryNotice(entry, check.policy.path))}`,
  );
  const lines = [policyLine(check), ...missing.map(inertTerminal), ''];
  if (check.prompts.length === 0) {
    lines.push(
      'No prompt found. A file named *.prompt.yml is found by itself; others are listed under `prompts:`',
      `in ${inertTerminal(check.policy.path)}.`,
    );
  }
  for (const prompt of check.prompts) lines.push(...promptLines(prompt), '');
  if (check.policyMistakes.length > 0)
    lines.push(`✗ ${inertTerminal(check.policy.path)}`, ...shownMistakes(check.policyMistakes), '');
  if (check.nameMistakes.length > 0)
    lines.push('✗ names in the registry', ...shownMistakes(check.nameMistakes), '');
  for (const portfolio of check.portfolios) lines.push(...portfolioLines(portfolio), '');
  if (check.findings.length > 0) lines.push('In files', ...findingLines(check.findings), '');
  const summary = findingsSummary(check);
  if (summary !== null) lines.push(summary, '');
  const broken = check.prompts.filter((prompt) => prompt.errors.length > 0).length;
  if (broken > 0)
    lines.push(`${counted(broken, 'prompt')} cannot be run as ${broken === 1 ? 'it is' : 'they are'}.`);
  else if (check.prompts.length > 0) {
    lines.push(
      `A drop is "shown" 4 times out of 5 at the gate's level, if ${formatRate(check.discordance)} of cases differ between`,
      'two harmless versions; a smaller one may be missed. A family of variants shows no more than one case.',
      'More cases, not more trials, make a suite see more.',
    );
  }
  return `${lines.join('\n')}\n`;
}

/** ` families, and it has 3` */
function familiesNote({ looks }: SegmentCheck): string {
  const families = looks.at(-1)?.families ?? null;
  return families === null ? '' : ` families, and it has ${families}`;
}

function policyLine(check: RepositoryCheck): string {
  const { policy } = check;
  if (policy.revision === 'defaults')
    return `Policy: the defaults (there is no ${inertTerminal(policy.path)}).`;
  const isInPolicy = ({ severity, place }: Told) => severity === 'error' && place?.path === policy.path;
  const mistakes = new Set(allTold(check).filter(isInPolicy).map(sameMistake)).size;
  return `Policy: ${inertTerminal(policy.path)}, ${mistakes === 0 ? 'valid' : counted(mistakes, 'mistake')}.`;
}

/** A mistake of the policy may be told of several prompts. */
function sameMistake({ place, message }: Told): string {
  return JSON.stringify([place, message]);
}

function shownMistakes(errors: readonly ConfigurationError[]): string[] {
  const shown = atMost(
    mistakeLines(errors).map(inertTerminal),
    MOST_MISTAKES,
    (more) => `… and ${counted(more, 'more mistake')}`,
  );
  return shown.map((line) => `    ${line}`);
}

function portfolioLines({ path, errors, owner, knowsVersions }: PortfolioCheck): string[] {
  if (owner === null) return [`✗ ${inertTerminal(path)}`, ...shownMistakes(errors)];
  const notes = [
    ...(owner.isAsked
      ? []
      : [`CODEOWNERS does not ask ${owner.stated} about this file, so nobody is asked about its limits.`]),
    ...(knowsVersions
      ? []
      : ['its versions were not looked up: this clone has nothing of the registry (`status` fetches it).']),
  ];
  return [`✓ ${inertTerminal(path)}`, ...notes.map((note) => `    note: ${inertTerminal(note)}`)];
}

/** Told as findings, which have places and can be switched off. */
const FINDINGS_TOO: readonly Notice['code'][] = [
  'model-not-pinned',
  'variable-not-used',
  'variable-without-bounds',
  'cases-alike',
];

function isNoFinding({ code }: Notice): boolean {
  return !FINDINGS_TOO.includes(code);
}

function promptLines({ path, errors, findings, found }: PromptCheck): string[] {
  if (!found) return [`✗ ${inertTerminal(path)}`, ...shownMistakes(errors), ...findingLines(findings)];
  const { judges } = found;
  return [
    `✓ ${inertTerminal(path)}`,
    `    ${found.models.length === 1 ? 'model' : 'models'} ${inertTerminal(found.models.join(', '))}, suite ${inertTerminal(found.suite)}`,
    ...(judges.length > 0 ? [`    judged by ${inertTerminal(judges.join(', '))}`] : []),
    ...found.segments.map((segment) => {
      const cases = `    ${inertTerminal(segment.name)}: ${counted(segment.cases, 'case')}; `;
      if (segment.fewest !== null)
        return `${cases}too few to be judged, which takes ${segment.fewest}${familiesNote(segment)}`;
      const shown = segment.looks.map(({ cases: asked, families, minimumDetectableEffect: effect }) => {
        const units = families === null ? '' : ` (${counted(families, 'family', 'families')})`;
        return `${formatCount(asked)} asked${units} show a drop of ${effect === null ? 'no size' : `${formatPointsSize(effect)} points`}`;
      });
      const needed =
        segment.casesNeeded === null
          ? ''
          : `; ${formatPointsSize(segment.margin)} points need ${formatCount(segment.casesNeeded)}`;
      return `${cases}${shown.join(', ')}${needed}`;
    }),
    estimateLine(found),
    ...[promptCacheLine(found.promptCache)].filter((line) => line !== ''),
    ...found.notices
      .filter(isNoFinding)
      .map((notice) => `    note: ${inertTerminal(noticeSentence(notice))}`),
    ...findingLines(findings),
  ];
}

/** What a run asks at first; where no answer of the model is known, how long its answers will be is a guess. */
function estimateLine({ estimate, judgements, stored, assumed }: NonNullable<PromptCheck['found']>): string {
  const money = estimate.usd === null ? 'price not known' : `about ${formatMoney(estimate.usd)}`;
  const judged = judgements > 0 ? ` and ${counted(judgements, 'judgement')}` : '';
  const kept = stored > 0 ? ` (${formatCount(stored)} more are stored)` : '';
  const length = assumed > 0 ? ', their length assumed' : '';
  return `    a run asks ${counted(estimate.calls - judgements, 'answer')}${judged} at first${kept}: about ${formatCount(estimate.inputTokens)} tokens in, ${formatCount(estimate.outputTokens)} out${length}, ${money}`;
}
