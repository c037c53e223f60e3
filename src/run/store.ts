import { createHash, randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { defined } from '../base/json.ts';
import type { Answer } from '../domain/answer.ts';
import type { Trial } from '../domain/trial.ts';
import { encodeEntry, keyOfLine, readEntry } from './entry.ts';
import { openOwnFile } from './own-file.ts';
import { listStoreFiles, noteUse, requireDirectory, tidyStore } from './store-files.ts';

/**
 * Answers by key. An answer is on disk when `put` returns, and found by any process that opens the directory later. The
 * first answer to a key is kept: a later one does not replace it, so that a random draw cannot be repeated.
 */
export type ResponseStore = {
  has(key: string): boolean;
  /**
   * The answer, read from disk; undefined if there is none, or it is damaged. After `close` too: it opens the file again,
   * which another `close` closes.
   */
  get(key: string): Answer | undefined;
  /** Throws if the disk refuses; the answer is then kept in memory until the store is closed. */
  put(key: string, answer: Answer): void;
  /** How many answers there are. */
  size(): number;
  close(): Promise<void>;
};

/** One file of answers; `used`: whether an answer was read from it. */
type StoreFile = { path: string; descriptor: number | null; used: boolean };
/** `later`: lines of the same key, which count where this one turns out to hold no answer. */
type Entry = { file: StoreFile; offset: number; length: number; later?: Entry | undefined };

/**
 * Opens the answers kept in a directory: files of one JSON line per answer (`*.jsonl`). Every writing process has its
 * own file, created at its first `put` and only ever appended to. So a kill at any moment costs at most the line being
 * written, and two processes never write to the same file. Damaged lines count as absent. `readOnly` writes nothing to
 * disk (new answers stay in memory); `alsoRead` names directories whose answers are found too, after the directory's
 * own; `notesUse`: on closing, the files that answers were taken from are marked as used now; `tidies`: on closing,
 * files that were not used for long are removed.
 */
export async function openStore(
  directory: string,
  options: { readOnly?: boolean; alsoRead?: readonly string[]; notesUse?: boolean; tidies?: boolean } = {},
): Promise<ResponseStore> {
  const index = new Map<string, Entry>();
  const inMemory = new Map<string, Answer>();
  const files: StoreFile[] = [];
  requireDirectory(directory);
  for (const path of [directory, ...(options.alsoRead ?? [])].flatMap(listStoreFiles)) {
    const file: StoreFile = { path, descriptor: null, used: false };
    files.push(file);
    indexFile(file, index);
  }
  let writer: { file: StoreFile; descriptor: number; size: number; torn: boolean } | null = null;

  const openWriter = () => {
    const name = `${new Date().toISOString().replace(/[-:.]/g, '')}-${process.pid}-${randomBytes(4).toString('hex')}`;
    const path = join(directory, `${name}.jsonl`);
    mkdirSync(directory, { recursive: true });
    requireDirectory(directory);
    const descriptor = openSync(path, 'ax+', 0o644);
    const file: StoreFile = { path, descriptor, used: false };
    files.push(file);
    return { file, descriptor, size: 0, torn: false };
  };

  return {
    has: (key) => index.has(key) || inMemory.has(key),
    get(key) {
      for (let entry = index.get(key); entry; entry = entry.later) {
        const line = readLine(entry);
        const answer = line === undefined ? undefined : readEntry(line, key);
        if (answer) {
          entry.file.used = true;
          index.set(key, entry);
          return answer;
        }
      }
      index.delete(key);
      return inMemory.get(key);
    },
    put(key, answer) {
      if (index.has(key) || inMemory.has(key)) return;
      if (options.readOnly) {
        inMemory.set(key, answer);
        return;
      }
      const line = Buffer.from(encodeEntry(key, answer));
      try {
        writer ??= openWriter();
        const lead = writer.torn ? 1 : 0;
        writer.torn = true;
        writeAll(writer.descriptor, lead ? Buffer.concat([Buffer.from('\n'), line]) : line);
        writer.torn = false;
        if (lead) writer.size = fstatSync(writer.descriptor).size - line.length;
        index.set(key, { file: writer.file, offset: writer.size, length: line.length - 1 });
        writer.size += line.length;
      } catch (error) {
        inMemory.set(key, answer);
        throw error;
      }
    },
    size: () => index.size + inMemory.size,
    async close() {
      for (const file of files) {
        if (file.descriptor !== null) closeSync(file.descriptor);
        file.descriptor = null;
      }
      writer = null;
      const used = files.filter(({ used }) => used).map(({ path }) => path);
      if (options.notesUse) noteUse(used, Date.now());
      if (options.tidies) tidyStore(directory, Date.now());
    },
  };
}

/**
 * The key of a trial's answer: SHA-256, hex, over everything that determines it — provider, API, base URL, the whole
 * request body, the trial's number and its scope — as JSON with sorted keys.
 */
export function trialKey(trial: Trial): string {
  const { target, body } = trial.request;
  const content = defined<Json>({
    provider: target.provider,
    baseUrl: target.baseUrl,
    api: target.api,
    body,
    index: trial.index,
    scope: trial.scope,
  });
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`;
  }
  return `{${text}}`;
}

const chunkSize = 1 << 20;
/** No answer is that long: such a line is passed over, and never kept whole. In bytes. */
const longestLine = 64 << 20;

/** Notes where each line's answer lies without parsing it; of lines with one key the first counts. */
function indexFile(file: StoreFile, index: Map<string, Entry>): void {
  const descriptor = descriptorOf(file);
  if (descriptor === undefined) return;
  let pending: Buffer = Buffer.alloc(0);
  let start = 0;
  /** Within a line of which the beginning was passed over. */
  let isTooLong = false;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const read = readSync(descriptor, chunk, 0, chunkSize, start + pending.length);
    const data =
      pending.length > 0 ? Buffer.concat([pending, chunk.subarray(0, read)]) : chunk.subarray(0, read);
    let from = 0;
    for (let end = data.indexOf(10, from); end !== -1; end = data.indexOf(10, from)) {
      if (!isTooLong) addLine(file, index, data, from, end, start);
      isTooLong = false;
      from = end + 1;
    }
    if (read === 0) {
      if (!isTooLong) addLine(file, index, data, from, data.length, start);
      return;
    }
    if (data.length - from > longestLine) {
      isTooLong = true;
      from = data.length;
    }
    pending = data.subarray(from);
    start += from;
  }
}

function addLine(
  file: StoreFile,
  index: Map<string, Entry>,
  data: Buffer,
  from: number,
  end: number,
  start: number,
): void {
  const key = keyOfLine(data, from, end);
  if (key === undefined) return;
  const entry: Entry = { file, offset: start + from, length: end - from };
  const known = index.get(key);
  if (known === undefined) index.set(key, entry);
  else {
    entry.later = known.later;
    known.later = entry;
  }
}

function readLine({ file, offset, length }: Entry): string | undefined {
  const descriptor = descriptorOf(file);
  if (descriptor === undefined) return undefined;
  const line = Buffer.allocUnsafe(length);
  const read = readSync(descriptor, line, 0, length, offset);
  return read === length ? line.toString('utf8') : undefined;
}

/** Opened when first needed; undefined if another process has removed the file meanwhile. */
function descriptorOf(file: StoreFile): number | undefined {
  if (file.descriptor !== null) return file.descriptor;
  try {
    const descriptor = openOwnFile(file.path, constants.O_RDONLY);
    file.descriptor = descriptor ?? null;
    return descriptor;
  } catch (error) {
    throw new ConfigurationError('the recorded answers cannot be read.', {
      place: { path: file.path },
      remedy: 'Check its permissions, or remove it: the answers are then asked again.',
      cause: error,
    });
  }
}

function writeAll(descriptor: number, data: Buffer): void {
  for (let written = 0; written < data.length; ) written += writeSync(descriptor, data, written);
}
