import type { Config } from '../domain/policy.ts';
import type { EnvironmentPolicy } from '../domain/registry-policy.ts';
import { timeText } from '../registry/policy-difference.ts';
import type { Setting } from './settings.ts';

type Value = ReturnType<Setting['read']>;

const plain = (value: Value) => (value === null ? 'off' : String(value));
const time = (value: Value) => (typeof value === 'number' ? timeText(value) : plain(value));

/** Keys of an environment by which a version may serve in it sooner, or with less proof. */
export const ENVIRONMENT_SETTINGS: readonly Setting<EnvironmentPolicy>[] = [
  {
    key: 'promote',
    read: ({ promote }) => promote,
    written: plain,
    lenient: ['by-hand', 'on-pass', 'on-merge'],
  },
  {
    key: 'evidence',
    read: ({ evidence }) => (evidence.required ? 'asked for' : 'not asked for'),
    written: plain,
    lenient: ['asked for', 'not asked for'],
  },
  { key: 'evidence.max-age', read: ({ evidence }) => evidence.maxAgeMs, written: time, lenient: 'more' },
  { key: 'evidence.min-cases', read: ({ evidence }) => evidence.minCases, written: plain, lenient: 'less' },
  { key: 'soak.for', read: ({ soak }) => soak?.forMs ?? null, written: time, lenient: 'less' },
  { key: 'pinned', read: ({ pinned }) => pinned, written: plain, lenient: [true, false] },
];

/** What all prompts of a repository have to be. */
export const PINNED: readonly Setting<Pick<Config, 'requirePinnedModels'>>[] = [
  {
    key: 'require-pinned-models',
    read: ({ requirePinnedModels }) => requirePinnedModels,
    written: plain,
    lenient: [true, false],
  },
];
