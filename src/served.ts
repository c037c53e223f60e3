import type { Config } from './config/config.ts';
import { ConfigurationError } from './errors.ts';
import type { Credentials } from './model/answer.ts';
import { resolveTarget } from './model/target.ts';

/** Whether somebody answers to a model's name, as it is written, whatever keys there are. */
export function isServed(
  name: string,
  context: { models: Config['models']; credentials: Credentials },
): boolean {
  try {
    resolveTarget(name, context);
    return true;
  } catch (error) {
    if (error instanceof ConfigurationError) return false;
    throw error;
  }
}
