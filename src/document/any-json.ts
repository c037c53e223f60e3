import { z } from 'zod';
import type { Json } from '../base/json.ts';

/** Whatever the file says: what `parseYaml` gives is JSON already. */
export const anyJson = z.custom<Json>();
