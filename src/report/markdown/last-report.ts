import { paragraphs } from './markup.ts';

/** Starts the folded part. No report has such a line: texts that are not ours cannot write an HTML comment. */
const START = '<!-- prompt-eval-gate last-report -->';
const OPEN = '<details><summary>The last report before this run broke</summary>';

/**
 * A report of a run that broke, with the last one folded below it.
 *
 * @param last Markdown that the gate wrote before
 * @param room characters (UTF-16 units) the whole may have; a last report that does not fit is shortened to its headline
 */
export function withLastReport(report: string, last: string, room: number): string {
  const [headline = ''] = last.split('\n');
  const short = paragraphs([
    headline,
    'The rest is too long to be shown here: see the job summary of its run.',
  ]);
  const whole = [last, short].map((text) => paragraphs([report, fold(text)]));
  return whole.find((text) => text.length <= room) ?? report;
}

/** The report folded below that of a run that broke; undefined if there is none. */
export function lastReportIn(body: string): string | undefined {
  const start = body.indexOf(`\n${START}\n`);
  if (start === -1) return undefined;
  const folded = body.slice(start + START.length + 2).trim();
  return folded.slice(OPEN.length, -'</details>'.length).trim();
}

function fold(text: string): string {
  return `${START}\n${OPEN}\n\n${text}\n\n</details>`;
}
