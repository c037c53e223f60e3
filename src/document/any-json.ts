import { z } from 'zod';
import type { Json } from '../base/json.ts';

/** Any JSON: the output of `parseYaml` is JSON already. */
export const anyJson = z.custom<Json>();
