import type { Json } from '../../base/json.ts';
import type { Message, MessagePart } from '../../domain/message.ts';

/** A turn of Anthropic's messages; a type, not an interface, so that it is assignable to JSON. */
type Turn = { role: 'user' | 'assistant'; content: string | Json[] };

/**
 * Messages without instructions as Anthropic's turns: calls are blocks of the assistant's, and all of their answers,
 * with what the user says then, blocks of the user's one turn behind it.
 */
export function anthropicTurns(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    const isBehindAnswers = last?.role === 'user' && Array.isArray(last.content);
    if (message.role === 'assistant') {
      turns.push({ role: 'assistant', content: assistantContent(message) });
    } else if (isBehindAnswers && Array.isArray(last.content)) {
      last.content.push(...userBlocks(message));
    } else {
      const { toolCallId, content, parts } = message;
      const isText = toolCallId === undefined && parts === undefined;
      turns.push({ role: 'user', content: isText ? content : userBlocks(message) });
    }
  }
  return turns;
}

function assistantContent({ content, toolCalls = [] }: Message): string | Json[] {
  if (toolCalls.length === 0) return content;
  const calls = toolCalls.map(({ id, name, arguments: given }): Json => {
    const input: Json = JSON.parse(given);
    return { type: 'tool_use', id: anthropicId(id), name, input };
  });
  return content.trim() === '' ? calls : [{ type: 'text', text: content }, ...calls];
}

function userBlocks({ content, parts, toolCallId }: Message): Json[] {
  if (toolCallId === undefined) return (parts ?? [{ text: content }]).map(userBlock);
  return [{ type: 'tool_result', tool_use_id: anthropicId(toolCallId), content }];
}

function userBlock(part: MessagePart): Json {
  if ('text' in part) return { type: 'text', text: part.text };
  const [, kind, data] = /^data:([^;]+);base64,(.*)$/.exec(part.image) ?? [];
  if (kind === undefined || data === undefined) {
    return { type: 'image', source: { type: 'url', url: part.image } };
  }
  return { type: 'image', source: { type: 'base64', media_type: kind, data } };
}

/** Anthropic takes letters, digits, `_` and `-`; other vendors' ids have dots and colons too. */
function anthropicId(id: string): string {
  return id.replace(/[^\w-]/g, '_');
}
