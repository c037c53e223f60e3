import { NPX_COMMAND } from '../../base/product.ts';
import { DEFAULT_POLICY_PATH } from '../../domain/policy.ts';
import type { JudgeUsage, PromptResult, Result } from '../../domain/result.ts';
import { counted, formatCount, formatDuration, formatMoney } from '../../prose/numbers.ts';
import { clip, code, type Span, type Text } from '../../prose/text.ts';
import { armsText } from './missing.ts';
import { wasRun } from './order.ts';

/** Room for two branches with the longest names that git allows: a truncated command would not run. */
const LONGEST_COMMAND = 600;

function modelsOf(arm: PromptResult['candidate']): string[] {
  return arm ? [arm.model, ...(arm.otherModels ?? [])] : [];
}

function inARow(names: readonly string[]): Span[] {
  return names.flatMap((name, index) => (index === 0 ? [code(name)] : [', ', code(name)]));
}

/** What was run: models, commits and content hashes of one prompt. */
export function promptSourceText(prompt: PromptResult): Text {
  const { baseline, candidate, suite } = prompt;
  const [before, after] = [modelsOf(baseline), modelsOf(candidate)];
  const changes = before.length > 0 && after.length > 0 && before.join() !== after.join();
  const models: Span[] = changes
    ? [...inARow(before), ' → ', ...inARow(after)]
    : inARow(after.length > 0 ? after : before);
  const renamed: Span[] =
    baseline && candidate && baseline.path !== candidate.path ? [', was ', code(baseline.path)] : [];
  const hashes: Span[] = [
    ...(baseline ? [', baseline ', code(shortHash(baseline.sha256))] : []),
    ...(candidate ? [', candidate ', code(shortHash(candidate.sha256))] : []),
    ...(suite ? [', suite ', code(suite.path), ' ', code(shortHash(suite.sha256))] : []),
    ...(prompt.judges ?? []).flatMap((judge) => [', judged by ', code(judge)]),
  ];
  const sampled =
    suite && suite.sampled < suite.cases
      ? ` (${formatCount(suite.sampled)} of ${counted(suite.cases, 'case')})`
      : '';
  return [
    code(prompt.path),
    renamed.length + models.length > 0 ? ': ' : '',
    ...models,
    ...renamed,
    ...hashes,
    sampled,
  ];
}

/** `300 trials (212 from the store), 0 errors, 41 s, $0.62` and the command that repeats it. */
export function runText(result: Result): Text {
  const { usage, base, head } = result;
  const stored = usage.fromStore > 0 ? ` (${formatCount(usage.fromStore)} from the store)` : '';
  const figures = [
    `${counted(usage.trials, 'trial')}${stored}`,
    ...(usage.savedTrials ? [`${formatCount(usage.savedTrials)} saved by stop-when-decided`] : []),
    `${counted(usage.errored, 'error')}${errorArms(result)}`,
    formatDuration(usage.elapsedMs),
    ...(usage.usd === null ? ['price not known'] : [formatMoney(usage.usd)]),
    ...(usage.judge ? [judgeText(usage.judge)] : []),
  ];
  const commits: Span[] = base.mergeBase
    ? [
        'Merge base ',
        code(base.mergeBase.slice(0, 12)),
        ', head ',
        code(head.sha?.slice(0, 12) ?? 'working tree'),
        '; ',
      ]
    : [];
  const command = { code: clip(repeatCommand(result), LONGEST_COMMAND) };
  return [...commits, `${figures.join(', ')}; `, command, ' repeats it.'];
}

/** ` (10 of the candidate, 2 of the baseline)` */
function errorArms({ prompts }: Result): string {
  const arms = armsText(prompts.flatMap(({ errors }) => errors));
  return arms === '' ? '' : ` (${arms})`;
}

/** `judged in 300 calls (12 more from the store) for $0.21`. */
function judgeText({ calls, fromStore, usd }: JudgeUsage): string {
  const stored = fromStore > 0 ? ` (${formatCount(fromStore)} more from the store)` : '';
  const money = usd === null ? ', price not known' : ` for ${formatMoney(usd)}`;
  return `judged in ${counted(calls, 'call')}${stored}${money}`;
}

/** The sources of all prompts that were run. */
export function sourceTexts(result: Result): Text[] {
  return result.prompts.filter(wasRun).map(promptSourceText);
}

/**
 * A branch's name may contain shell syntax: then the commit is used instead. A head that was given as a commit is the
 * pull request's, which is checked out where the command is repeated.
 */
function repeatCommand({ base, head, policySource: { path }, offline, partial }: Result): string {
  const isPlain = (word: string) => /^[\w.][\w./@-]*$/.test(word);
  const ref = isPlain(base.ref) ? base.ref : base.mergeBase;
  const named = head.sha !== null && head.ref !== head.sha;
  const revision = named ? ` --head ${isPlain(head.ref) ? head.ref : head.sha}` : '';
  const config = path === DEFAULT_POLICY_PATH ? '' : ` --config ${isPlain(path) ? path : quotedWord(path)}`;
  return `${NPX_COMMAND} gate${ref ? ` --base ${ref}` : ''}${revision}${config}${partOptions(partial)}${offline ? ' --offline' : ''}`;
}

function partOptions(partial: Result['partial']): string {
  if (!partial) return '';
  const word = (text: string) => (/^[\w.][\w./@-]*$/.test(text) ? text : quotedWord(text));
  const words = [
    ...partial.prompts.map(word),
    ...partial.segments.map((name) => `--segment ${word(name)}`),
    ...partial.cases.map((id) => `--case ${word(id)}`),
    ...(partial.failing ? ['--failing'] : []),
  ];
  return words.map((each) => ` ${each}`).join('');
}

/** One word of a POSIX shell, whatever is in it. */
function quotedWord(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
