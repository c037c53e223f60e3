import { expect, test } from 'vitest';
import { orderedEvents } from '../../src/registry/chain.ts';
import { foldEvents } from '../../src/registry/fold.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import { growth, WELL_BELOW_QUADRATIC } from '../kit/growth.ts';
import { type Branch, EMPTY, eventFiles, promote, register, write } from '../kit/registry-log.ts';

/** Two versions that replace each other all the time. */
function logOf(events: number): Branch {
  const start = write(EMPTY, 0, [register('1.0.0'), register('1.1.0')]);
  const promotions = Array.from({ length: events }, (_, index) =>
    promote(index % 2 === 0 ? '1.0.0' : '1.1.0', index + 1),
  );
  return write(start, 1, promotions);
}

test('reading a log costs an event nothing more the more there are', async () => {
  const ratio = await growth(500, (events) => {
    const files = eventFiles(logOf(events));
    return () => foldEvents(orderedEvents(files));
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});

test('verifying a log costs an event nothing more the more there are', async () => {
  const ratio = await growth(500, (events) => {
    const { files } = logOf(events);
    return () => verifyRegistry({ files, signing: null });
  });
  expect(ratio).toBeLessThan(WELL_BELOW_QUADRATIC);
});
