/** A source file whose tests are tested, and the tests that must notice a change in it: fast ones of its own room. */
export type TestedFile = { file: string; tests: string[] };

const verdictTests = [
  'alpha',
  'cost',
  'decide',
  'look-sizes',
  'looks',
  'new-prompt',
  'overall',
  'overall-looks',
  'overall-weights',
  'pair',
  'segments',
].map((name) => `test/verdict/${name}.test.ts`);
const statsTests = ['min-p', 'spending', 'properties', 'published', 'reference'].map(
  (name) => `test/stats/${name}.test.ts`,
);

export const testedFiles: readonly TestedFile[] = [
  { file: 'src/verdict/decide.ts', tests: verdictTests },
  { file: 'src/verdict/segments.ts', tests: verdictTests },
  { file: 'src/verdict/overall.ts', tests: verdictTests },
  { file: 'src/verdict/looks.ts', tests: verdictTests },
  { file: 'src/verdict/cost.ts', tests: verdictTests },
  { file: 'src/verdict/alpha.ts', tests: verdictTests },
  { file: 'src/verdict/weights.ts', tests: verdictTests },
  { file: 'src/verdict/stratified.ts', tests: verdictTests },
  { file: 'src/verdict/tests/proportions-z.ts', tests: verdictTests },
  { file: 'src/verdict/tests/paired-t.ts', tests: verdictTests },
  { file: 'src/verdict/tests/two-proportion-z.ts', tests: verdictTests },
  { file: 'src/verdict/curtailment.ts', tests: ['test/verdict/decided-when.test.ts'] },
  {
    file: 'src/compare/curtail.ts',
    tests: ['test/compare/curtail.test.ts', 'test/compare/stop-when-decided.test.ts'],
  },
  { file: 'src/stats/min-p.ts', tests: [...statsTests, ...verdictTests] },
  { file: 'src/stats/sign-flip.ts', tests: [...statsTests, ...verdictTests] },
  { file: 'src/stats/spending.ts', tests: [...statsTests, ...verdictTests] },
  { file: 'src/run/retry.ts', tests: ['test/run/retry.test.ts'] },
  { file: 'src/run/store.ts', tests: ['test/run/store-files.test.ts', 'test/run/store.test.ts'] },
  {
    file: 'src/change/detect.ts',
    tests: ['test/change/endless-suite.test.ts', 'test/change/detect.test.ts'],
  },
  { file: 'src/github/comment.ts', tests: ['test/github/comment.test.ts'] },
  { file: 'src/github/silence.ts', tests: ['test/github/silence.test.ts'] },
  { file: 'src/base/redact.ts', tests: ['test/base/redact.test.ts'] },
  { file: 'src/prose/inert.ts', tests: ['test/prose/inert.test.ts'] },
  { file: 'src/model/failure.ts', tests: ['test/model/failure.test.ts'] },
];
