/*
 * What applications import as `prompt-eval-gate/runtime`: the prompts of an environment, as the registry serves them.
 */
export type {
  Asker,
  Clock,
  Metrics,
  Observation,
  OpenOptions,
  Prompts,
  PromptsState,
  PublicKeys,
  RecordTo,
  RedisClient,
  RedisSubscriber,
  ServedPrompt,
  ServedVersion,
  ServingProcess,
  Source,
} from './runtime/api.ts';
export { openPrompts } from './runtime/open.ts';
export { PromptError } from './runtime/prompt-error.ts';
export { directory } from './runtime/sources/directory.ts';
export { file } from './runtime/sources/file.ts';
export { https } from './runtime/sources/https.ts';
export { redis } from './runtime/sources/redis.ts';
