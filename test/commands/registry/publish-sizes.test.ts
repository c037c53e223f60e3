import { expect, test } from 'vitest';
import { sizeProblem } from '../../../src/commands/registry/publish/sizes.ts';
import { LARGEST_TEXT } from '../../../src/runtime/source.ts';
import { greeting, publicationIn, serving } from '../../kit/published.ts';

const publication = publicationIn(serving(3, { '1.0.0': greeting('1.0.0') }));

test('a bundle or a pointer that applications would refuse for its size is not published', () => {
  expect(sizeProblem(publication)).toBeNull();
  const most = 'ä'.repeat(LARGEST_TEXT / 2);
  expect(sizeProblem({ ...publication, objects: { abc: most }, pointer: most })).toBeNull();
  expect(sizeProblem({ ...publication, objects: { abc: `${most}.` } })).toBe(
    'production is not published: applications read at most 5 MB, and the bundle abc has more.',
  );
  expect(sizeProblem({ ...publication, pointer: `${most}.` })).toContain('its pointer');
});
