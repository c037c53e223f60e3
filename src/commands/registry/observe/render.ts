import type { ObserveJson } from '../../../domain/registry-json.ts';
import { inertTerminal } from '../../../prose/inert.ts';
import { counted, formatCount, formatMoney } from '../../../prose/numbers.ts';
import { means } from '../../../registry/means.ts';
import { publicationJson, publicationLines } from '../publish/report.ts';
import { textTable } from '../table.ts';
import type { ObserveReport } from './observe.ts';

/** Lines of the table that are shown; `--json` has all windows. */
const MOST_LINES = 40;

/** The published shape of `observe --json`. */
export function observeJson({ publication, problems, ...report }: ObserveReport): ObserveJson {
  return {
    schemaVersion: 1,
    ...report,
    problems: problems.map(({ place: { path, line, row }, problem }) => ({
      ...{ path, line: line ?? null, row: row ?? null, problem },
    })),
    publication: publicationJson(publication),
  };
}

/** The same for people. */
export function renderObserve(report: ObserveReport, directory: string): string {
  const { rows, observed, dryRun, publication, notes } = report;
  const said = dryRun ? 'Dry run, nothing was written: would count' : 'Counted';
  const lines = [`${said} ${formatCount(rows.counted)} of ${counted(rows.read, 'row')}.`];
  const table = observed.flatMap(({ prompt, environment, windows }) =>
    means(windows).map(({ version, segment, metric, n, mean, units }) => [
      ...[prompt, environment, version, segment, metric],
      ...[formatCount(n), String(Number(mean.toPrecision(4))), formatCount(units)],
    ]),
  );
  if (table.length > 0) {
    const heading = ['prompt', 'environment', 'version', 'segment', 'metric', 'n', 'mean', 'units'];
    lines.push('', ...textTable([heading, ...table.slice(0, MOST_LINES)]).map((line) => `  ${line}`));
    if (table.length > MOST_LINES) lines.push(`  and ${table.length - MOST_LINES} more`);
    lines.push('');
  }
  lines.push(...judgedLines(report), ...leftOutLines(report));
  lines.push(...publicationLines(publication, directory), ...notes);
  return `${lines.map(inertTerminal).join('\n')}\n`;
}

function judgedLines({ judged }: ObserveReport): string[] {
  if (judged === null) return [];
  const { answers, known, metrics, usage, estimate, out } = judged;
  if (answers === 0) return ['No row has an answer to be judged (`answer`, `output`).', ''];
  const sampled = metrics.reduce((sum, each) => sum + each.sampled, 0);
  const before = known > 0 ? `; ${counted(known, 'more judgement')} of them counted before` : '';
  const drawn = `${formatCount(sampled)} judgements of ${counted(answers, 'answer')} were drawn${before}.`;
  const heading = ['metric', 'prompt', 'environment', 'version', 'judge', 'answers', 'mean', 'errored'];
  const table = metrics
    .slice(0, MOST_LINES)
    .map((each) => [
      ...[each.metric, each.prompt, each.environment, each.version, each.judge ?? '-'],
      ...[formatCount(each.sampled), each.mean === null ? '-' : String(Number(each.mean.toPrecision(4)))],
      formatCount(each.errored),
    ]);
  const lines = table.length === 0 ? [] : textTable([heading, ...table]).map((line) => `  ${line}`);
  const money = usage.usd === null ? 'price not known' : formatMoney(usage.usd);
  const asked = `Judges answered ${counted(usage.calls, 'question')} (${money}); ${formatCount(usage.fromStore)} more were stored.`;
  const appended = out === null ? [] : [`${counted(out.appended, 'judgement')} appended to ${out.path}.`];
  return [drawn, '', ...lines, '', ...(estimate === null ? [asked] : []), ...appended];
}

function leftOutLines({ rows, problems, unknown, otherSegments, undeclared }: ObserveReport): string[] {
  const told = (count: number, text: string) => (count === 0 ? [] : [`${counted(count, 'row')} ${text}`]);
  return [
    ...told(rows.late, 'of those counted came late: they are older than what an earlier run had reached.'),
    ...told(rows.repeated, 'left out: counted before, by their ids.'),
    ...told(
      rows.elsewhere,
      'left out: of a time that a run from another clone counted. If those were others (of another host), count them with --overlapping.',
    ),
    ...told(rows.forced, 'left out: the version was forced, so the weights did not choose it.'),
    ...told(rows.ignored, 'left out: about no prompt, or without a value.'),
    ...told(rows.unknown, 'left out: the registry does not know what they name:'),
    ...unknown.map(({ what, name, rows: count }) => `  ${what} ${name || '(none)'} (${formatCount(count)})`),
    ...told(rows.unreadable, 'left out: they cannot be read:'),
    ...problems.map(({ place: { path, line, row }, problem }) => {
      const where =
        line === undefined ? (row === undefined ? path : `${path} row ${row}`) : `${path}:${line}`;
      return `  ${where} ${problem}.`;
    }),
    ...(otherSegments.length === 0
      ? []
      : ['Counted as `*`, since these segments are not declared (`registry.segments`):']),
    ...otherSegments.map(
      ({ prompt, segment, rows: count }) => `  ${segment} of ${prompt} (${formatCount(count)})`,
    ),
    ...(undeclared.length === 0
      ? []
      : ['Not counted, since these metrics are not declared (`registry.metrics`):']),
    ...undeclared.map(({ metric, rows: count }) => `  ${metric} (${formatCount(count)})`),
  ];
}
