import { NPX_COMMAND } from '../../base/product.ts';
import type { Drift, DriftPoint } from '../../domain/drift.ts';
import { inertFence } from '../../prose/inert.ts';
import { formatPoints, formatRate } from '../../prose/numbers.ts';
import { code, markdownOf, plainOf, textOf } from '../../prose/text.ts';
import { causeSentence, driftFacts, driftHeadline, driftPlot, rateTexts } from '../telling/drift.ts';
import { type Column, list, paragraphs, table } from './markup.ts';

/** A look at one version, and the earlier ones at its prompt in the same environment, oldest first. */
export type IssueLook = { fact: Drift; before: readonly DriftPoint[] };

const COLUMNS: readonly Column[] = [
  { head: 'Segment', align: 'left' },
  { head: 'Change', align: 'right' },
  { head: 'Then', align: 'right' },
  { head: 'Today', align: 'right' },
  { head: 'Cases', align: 'right' },
  { head: '', align: 'left' },
];

const MOST_SEGMENTS = 30;
const MOST_POINTS = 8;
const PLOT_WIDTH = 72;

/** The issue about a prompt that drifted: title and Markdown, all of it inert. */
export function renderDriftIssue(
  prompt: string,
  looks: readonly IssueLook[],
): { title: string; body: string } {
  const environments = [...new Set(looks.map(({ fact }) => fact.environment))];
  const title = plainOf([`${prompt} drifted in ${environments.join(', ')}`]);
  const intro =
    'The prompt is the same, and answers its suite otherwise than when it was promoted. This issue is kept up to date by `drift`, which closes it once nothing drifts.';
  const body = paragraphs([markdownOf(textOf(intro)), ...looks.flatMap(blocksOf), whatToDo(prompt, looks)]);
  return { title, body };
}

function blocksOf({ fact, before }: IssueLook): string[] {
  const { overall, segments } = fact;
  const rows = segments.length > 1 ? [...segments.slice(0, MOST_SEGMENTS), overall] : [overall];
  const cause = causeSentence(fact);
  const plot = driftPlot(fact, PLOT_WIDTH);
  const points = [...before, { ...fact, at: '', overall: overall.now }]
    .filter(({ version }) => version === fact.version)
    .slice(-MOST_POINTS)
    .map((point) => (point.overall === null ? '—' : formatRate(point.overall)));
  return [
    `### ${markdownOf(driftHeadline(fact))}`,
    cause === null ? '' : markdownOf(textOf(cause)),
    list(driftFacts(fact)),
    table(
      COLUMNS,
      rows.map((row) => {
        const { segment, change, cases, verdict } = row;
        const points = change === null ? '—' : formatPoints(change);
        return [
          [code(segment)],
          [points],
          ...rateTexts(row).map((text) => [text]),
          [String(cases)],
          [verdict],
        ];
      }),
    ),
    plot.length > 1 ? inertFence(plot.join('\n')) : '',
    points.length > 1 ? `Over the latest looks: ${points.join(' → ')}.` : '',
    markdownOf([
      'Held against the evidence ',
      code(fact.against?.evidence ?? ''),
      ` of ${fact.against?.at ?? 'nowhere'}; today's is `,
      code(fact.evidence),
      '.',
    ]),
  ];
}

function whatToDo(prompt: string, looks: readonly IssueLook[]): string {
  const causes = new Set(looks.map(({ fact }) => fact.cause));
  const command = (words: string) => code(`${NPX_COMMAND} ${words}`);
  const texts = [
    ...(causes.has('model') || causes.has('unknown')
      ? [
          [
            'Try another model: ',
            command(`drift ${prompt} --propose MODEL`),
            ' makes the pull request, which the gate judges.',
          ],
        ]
      : []),
    ...(causes.has('judge') || causes.has('unknown')
      ? [
          [
            'Look at the judge before the prompt: pin its model in ',
            code('judge.model'),
            ', or ask a rubric that leaves less to it.',
          ],
        ]
      : []),
    ...(causes.has('traffic')
      ? [['Add cases like those that production has now: the suite does not show what its users see.']]
      : []),
    ...(causes.size === 1 && causes.has('traffic')
      ? []
      : [
          [
            'It is known, and the version stays: ',
            command(`drift ${prompt} --accept --reason …`),
            ' makes these answers what it is held against from now on.',
          ],
        ]),
    [
      'Which version served when: ',
      command(`history ${prompt}`),
      '. Back to the one before: ',
      command(`rollback ${prompt} --env ENV --reason …`),
      '.',
    ],
  ];
  return paragraphs(['**What to do**', list(texts)]);
}
