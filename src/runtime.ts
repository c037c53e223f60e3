/*
 * What applications import as `prompt-eval-gate/runtime`: the prompts of an environment, as the registry serves them.
 */

export type { Asker } from './runtime/choose.ts';
export type { Clock } from './runtime/clock.ts';
export { type OpenOptions, openPrompts, type Prompts, type PromptsState } from './runtime/open.ts';
export type { PublicKeys } from './runtime/pointer.ts';
export { PromptError } from './runtime/prompt-error.ts';
export type { Metrics, Observation, RecordTo } from './runtime/record.ts';
export type { ServedPrompt } from './runtime/served-prompt.ts';
export type { Source } from './runtime/source.ts';
export { directory } from './runtime/sources/directory.ts';
export { file } from './runtime/sources/file.ts';
export { https } from './runtime/sources/https.ts';
export { type RedisClient, redis } from './runtime/sources/redis.ts';
