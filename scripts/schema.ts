import { mkdir, writeFile } from 'node:fs/promises';
import { resultJsonSchema } from '../src/result/json-schema.ts';

/** Writes the published JSON Schema of the result: `node scripts/schema.ts`. */
await mkdir(new URL('../schema/', import.meta.url), { recursive: true });
await writeFile(new URL('../schema/result.schema.json', import.meta.url), resultJsonSchema());
