export type { Asker, Clock, Metrics, Observation, OpenOptions, Prompts, PromptsState, PublicKeys, RecordTo, RedisClient, RedisSubscriber, ServedPrompt, ServedVersion, ServingProcess, Source, } from './runtime/api.js';
export { openPrompts } from './runtime/open.js';
export { PromptError } from './runtime/prompt-error.js';
export { directory } from './runtime/sources/directory.js';
export { file } from './runtime/sources/file.js';
export { https } from './runtime/sources/https.js';
export { redis } from './runtime/sources/redis.js';
