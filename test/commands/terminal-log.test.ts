import { expect, test } from 'vitest';
import { terminalLog } from '../../src/commands/terminal-log.ts';

function logTo(stream: { isTTY?: boolean; columns?: number }) {
  let text = '';
  const log = terminalLog({ ...stream, write: (part) => (text += part) });
  return { ...log, written: () => text };
}

test('on a terminal a progress line replaces the one before, and is finished before anything else', () => {
  const { log, end, written } = logTo({ isTTY: true, columns: 20 });
  log('10 of 80 answers', 'progress');
  log('20 of 80 answers, about 3 s to go', 'progress');
  log('Asking the judges.');
  end();
  expect(written()).toBe('\r\u001B[2K10 of 80 answers\r\u001B[2K20 of 80 answers, a\nAsking the judges.\n');
});

test('a progress line can be removed again', () => {
  const { log, clear, written } = logTo({ isTTY: true, columns: 80 });
  clear();
  log('checking', 'progress');
  clear();
  clear();
  expect(written()).toBe('\r\u001B[2Kchecking\r\u001B[2K');
});

test('elsewhere every line is separate, and nothing is left to finish', () => {
  const { log, end, written } = logTo({});
  log('10 of 80 answers', 'progress');
  log('20 of 80 answers', 'progress');
  end();
  expect(written()).toBe('10 of 80 answers\n20 of 80 answers\n');
});

test('a line cannot move the cursor or begin another line', () => {
  const { log, written } = logTo({ isTTY: true, columns: 80 });
  log('a\u001B[2Kb\r\nc');
  expect(written()).toBe('a [2Kb  c\n');
});
