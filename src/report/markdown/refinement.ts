import type { RefinedTry } from '../../domain/refined.ts';
import {
  counted,
  formatLevel,
  formatPoints,
  formatPointsInterval,
  formatPRelation,
  formatRate,
} from '../../prose/numbers.ts';
import { code, markdownOf, type Text, textOf } from '../../prose/text.ts';
import { leftOutLine, list, paragraphs, table } from './markup.ts';

/** What a pull request of `refine` tells. */
export type Refinement = {
  title: string;
  prompt: string;
  version: string;
  suite: { path: string; cases: number; failing: number; training: number; test: number };
  /** Answers of production that fail. */
  production: number;
  clusters: { label: string; by: 'model' | 'assertions'; size: number; representative: string }[];
  cases: {
    description: string;
    segments: string[];
    origin: { kind: 'production' | 'variant'; id: string };
    /** Id of the case whose assertions it has; null: those that all cases of its segment have. */
    assertionsOf: string | null;
  }[];
  tries: (Pick<RefinedTry, 'kind' | 'training' | 'test'> & { because: string; isProposed: boolean })[];
  /** Changes of this prompt that were ever asked on the test half. */
  triesSoFar: number;
};

const MOST_ROWS = 20;
/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** The text of the pull request, in GitHub's Markdown. */
export function renderRefinement(told: Refinement): string {
  const { prompt, version, suite, production } = told;
  const blocks = [
    markdownOf([
      ...[
        'What fails of ',
        code(prompt),
        ` ${version}: ${counted(suite.failing, 'case')} of ${suite.cases} in `,
      ],
      code(suite.path),
      production > 0 ? `, and ${counted(production, 'answer')} of production.` : '.',
    ]),
    ...clusterBlocks(told),
    ...caseBlocks(told),
    ...changeBlocks(told),
    'Each `refine` replaces this branch, so commits on it are lost. The gate judges this pull request like any other.',
  ];
  const text = paragraphs(blocks);
  return text.length <= MOST_CHARACTERS ? text : paragraphs([blocks[0] ?? '', blocks.at(-1) ?? '']);
}

function clusterBlocks({ clusters }: Refinement): string[] {
  if (clusters.length === 0) return [];
  const rows = clusters.slice(0, MOST_ROWS).map(({ label, size, representative }): Text[] => {
    return [[`${size}`], [label], [code(representative)]];
  });
  const columns = [
    { head: 'answers', align: 'right' },
    { head: 'what goes wrong', align: 'left' },
    { head: 'for example', align: 'left' },
  ] as const;
  const isNamed = clusters.some(({ by }) => by === 'model');
  return [
    table(columns, rows),
    leftOutLine(clusters.length - rows.length, { noun: 'group', elsewhere: '`refine --json` has all' }),
    isNamed ? 'A model named these groups by some of their answers.' : '',
  ];
}

function caseBlocks({ cases, suite }: Refinement): string[] {
  if (cases.length === 0) return [];
  const items = cases.map(({ description, segments, origin, assertionsOf }): Text => {
    const where = segments.length > 0 ? ` (${segments.join(', ')})` : '';
    const from =
      origin.kind === 'production'
        ? [': a bad answer of production']
        : [': a variant of ', code(origin.id), ' by a model'];
    const checks =
      assertionsOf === null
        ? ['; its assertions are those that all cases of its segment have']
        : ['; its assertions are those of ', code(assertionsOf)];
    return [code(description), where, ...from, ...checks, '.'];
  });
  return [
    `### ${counted(cases.length, 'new case')}`,
    markdownOf([
      'They fail today, or are like cases that fail. Read them in ',
      code(suite.path),
      ': are the questions fit to be kept, and the assertions what a right answer has to meet?',
    ]),
    list(items.slice(0, MOST_ROWS)),
    leftOutLine(items.length - MOST_ROWS, { noun: 'case', elsewhere: 'see the files' }),
  ];
}

function changeBlocks({ tries, suite, triesSoFar }: Refinement): string[] {
  if (tries.length === 0) return [];
  const proposed = tries.find(({ isProposed }) => isProposed);
  const rows = tries.map(({ because, training, test, isProposed }): Text[] => [
    [isProposed ? 'this' : 'not proposed'],
    textOf(because),
    [`${formatRate(training.before)} → ${formatRate(training.after)} of ${training.cases}`],
    [test === null ? 'not asked' : `${formatRate(test.before)} → ${formatRate(test.after)} of ${test.cases}`],
  ]);
  const columns = [
    { head: '', align: 'left' },
    { head: 'change', align: 'left' },
    { head: 'training half', align: 'left' },
    { head: 'test half', align: 'left' },
  ] as const;
  return [
    proposed ? '### One change of the prompt' : '### No change of the prompt',
    proposed?.test
      ? testSentence(proposed.test)
      : 'None of the changes that were tried is better on the test half.',
    table(columns, rows),
    markdownOf([
      `The training half has ${counted(suite.training, 'case')}, the test half ${suite.test}, by the first bit of the sha256 of a case's id. Changes are made and chosen by the first only; the second is asked for the best of them.`,
    ]),
    markdownOf([
      `Changes of this prompt that were ever asked on its test half: ${triesSoFar}. They share one level, so that many tries do not make one look good by chance.`,
    ]),
  ];
}

function testSentence({
  before,
  after,
  low,
  high,
  p,
  level,
  number,
  cases,
}: NonNullable<RefinedTry['test']>): string {
  return markdownOf([
    `On the ${counted(cases, 'case')} by which it was not chosen, it passes ${formatRate(after)} instead of ${formatRate(before)}: `,
    { strong: formatPoints(after - before) },
    `, 95 % interval ${formatPointsInterval([low, high])}, p ${formatPRelation(p)} against the level ${formatLevel(level)} of try ${number}.`,
  ]);
}
