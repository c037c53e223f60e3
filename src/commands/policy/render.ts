import type { ExplainedRule, PolicyExplained } from '../../domain/policy-explain-json.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { textTable } from '../registry/table.ts';

const SOURCES: Record<ExplainedRule['from'], string> = {
  segment: "the segment's own",
  entry: "the prompt's own",
  policy: 'of all prompts',
  default: 'default',
};

/** What holds for a prompt, for a terminal: each key, its value, and where it is written. */
export function renderExplained({
  prompt,
  policy,
  watchedBy,
  asked,
  rules,
  segments,
}: PolicyExplained): string {
  const own = asked.length > 0 ? ['', 'How it is asked', ...table(asked)] : [];
  const lines = [
    inertTerminal(prompt),
    inertTerminal(watchedText(watchedBy, policy)),
    ...own,
    '',
    'How it is judged',
    ...table(rules),
    ...segments.flatMap((segment) => [
      '',
      `In the segment ${inertTerminal(segment.name)}`,
      ...table(segment.rules),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function watchedText(
  { kind, text, place }: PolicyExplained['watchedBy'],
  { path }: PolicyExplained['policy'],
): string {
  switch (kind) {
    case 'entry':
      return `watched by its entry, ${place}`;
    case 'glob':
      return `watched by a glob of ${place}: ${text}`;
    case 'default':
      return `watched by default, since ${path} names no prompts`;
  }
}

function table(rules: readonly ExplainedRule[]): string[] {
  const rows = rules.map(({ key, value, from, place }) => [
    key,
    value,
    place === null ? SOURCES[from] : `${SOURCES[from]}, ${place}`,
  ]);
  return textTable(rows, 120).map((line) => `  ${line}`);
}
