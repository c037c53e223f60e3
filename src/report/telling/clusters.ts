import type { FailureCluster } from '../../domain/failure-cluster.ts';
import { clip, code, type Text } from '../../prose/text.ts';

/** Failed assertions that are named. */
const MOST_FAILURES = 3;

/** Why the cases of a cluster fail: `icontains`: contain “invoice”; nearly the same answers. Without their number. */
export function failureText({ failures, alike, size }: FailureCluster): Text {
  const named = failures.slice(0, MOST_FAILURES).flatMap(({ type, expected }, index): Text => {
    const what = expected === null ? (size > 1 ? ', of each its own' : '') : `: ${clip(expected, 160)}`;
    return [index > 0 ? '; ' : '', code(clip(type, 40)), what];
  });
  const more = failures.length - MOST_FAILURES;
  return [
    ...named,
    ...(more > 0 ? [`; and ${more} more`] : []),
    ...(failures.length === 0 ? ['no assertion is named'] : []),
    ...(alike && size > 1 ? [' — nearly the same answers'] : []),
  ];
}
