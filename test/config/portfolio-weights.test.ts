import { expect, test } from 'vitest';
import { withWeights } from '../../src/config/portfolio-weights.ts';

const FILE = `owner: "@acme/ai"   # who is asked
weights:
  # Everybody else.
  "*":        { 1.3.0: 90%, 1.10.0: 10% } # since May
  enterprise:
    1.3.0: 100 % # never less
    "1.10.0": 0
`;

test('only the numbers change: comments, layout and quotes stay', () => {
  const edited = withWeights(FILE, {
    '*': { '1.3.0': 8750, '1.10.0': 1250 },
    enterprise: { '1.3.0': 10_000, '1.10.0': 0 },
  });
  expect(edited).toBe(
    FILE.replace('90%, 1.10.0: 10%', '87.5%, 1.10.0: 12.5%')
      .replace('100 % #', '100% #')
      .replace('"1.10.0": 0', '"1.10.0": 0%'),
  );
});

test('weights that cannot be edited in place are not edited: an alias, a segment that is not there', () => {
  expect(withWeights('weights:\n  a: &x { 1.0.0: 100% }\n  b: *x\n', { b: { '1.0.0': 10_000 } })).toBeNull();
  expect(withWeights('weights: { a: { 1.0.0: 100% } }\n', { b: { '1.0.0': 10_000 } })).toBeNull();
});
