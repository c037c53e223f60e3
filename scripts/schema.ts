import { mkdir, writeFile } from 'node:fs/promises';
import { publishedSchemas } from '../src/result/json-schema.ts';

/** Writes the published JSON Schemas: `node scripts/schema.ts`. */
const folder = new URL('../schema/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(publishedSchemas())) await writeFile(new URL(name, folder), text);
