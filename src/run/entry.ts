import { createHash } from 'node:crypto';
import type { Answer } from '../domain/answer.ts';
import { isWholeAnswer } from '../model/ending.ts';
import { countAt, isObject, objectAt } from '../model/json.ts';
import { tokenCountAt } from '../model/tokens.ts';

/*
 * A line of the store: {"key":"<64 hex>","answer":{…},"sum":"<8 hex>"}. The sum is the beginning of the SHA-256 of
 * the answer's JSON; a line written by hand may lack it.
 */
const head = '{"key":"';
const keyLength = 64;
const beforeAnswer = '","answer":';
const sumPattern = /,"sum":"([0-9a-f]{8})"\}$/;

/** One answer as a line, line feed included. */
export function encodeEntry(key: string, answer: Answer): string {
  const json = JSON.stringify(answer);
  return `${head}${key}${beforeAnswer}${json},"sum":"${sumOf(json)}"}\n`;
}

/** The key of the line at `from` … `to` in `data`, without parsing the rest; undefined if it is not an entry. */
export function keyOfLine(data: Buffer, from: number, end: number): string | undefined {
  const keyFrom = from + head.length;
  const keyEnd = keyFrom + keyLength;
  if (end < keyEnd + beforeAnswer.length) return undefined;
  if (data.toString('latin1', keyEnd, keyEnd + beforeAnswer.length) !== beforeAnswer) return undefined;
  if (data[end - 1] !== closingBrace) return undefined;
  return data.toString('latin1', keyFrom, keyEnd);
}

const closingBrace = 0x7d;

/** The answer in a line; undefined where the line is damaged or belongs to another key. */
export function readEntry(line: string, key: string): Answer | undefined {
  const start = head.length + keyLength + beforeAnswer.length;
  if (line.slice(0, start) !== `${head}${key}${beforeAnswer}`) return undefined;
  const sum = sumPattern.exec(line.slice(-20));
  const json = line.slice(start, sum ? -sum[0].length : -1);
  if (sum && sum[1] !== sumOf(json)) return undefined;
  try {
    const answer: unknown = JSON.parse(json);
    return isAnswer(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(value: unknown): value is Answer {
  if (!isObject(value)) return false;
  const usage = objectAt(value, 'usage');
  const counts = ['inputTokens', 'outputTokens', 'cachedInputTokens'];
  return (
    typeof value.text === 'string' &&
    Array.isArray(value.toolCalls) &&
    (value.finishReason === null || typeof value.finishReason === 'string') &&
    typeof value.model === 'string' &&
    isReasonable(countAt(value, 'latencyMs')) &&
    (value.answeredAt === undefined || isTime(countAt(value, 'answeredAt'))) &&
    (value.run === undefined || typeof value.run === 'string') &&
    counts.every((name) => tokenCountAt(usage, name) !== undefined) &&
    isWholeAnswer({ text: value.text, toolCalls: value.toolCalls, finishReason: value.finishReason })
  );
}

/** More than any call lasts, ms: a damaged line. */
const LONGEST_CALL = 1e9;

function isReasonable(ms: number | undefined): boolean {
  return ms !== undefined && ms <= LONGEST_CALL;
}

/** The last time that a date can be, ms since the epoch. */
const LAST_TIME = 8.64e15;

function isTime(ms: number | undefined): boolean {
  return ms !== undefined && ms <= LAST_TIME;
}

function sumOf(json: string): string {
  return createHash('sha256').update(json).digest('hex').slice(0, 8);
}
