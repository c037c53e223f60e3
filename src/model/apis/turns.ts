import type { Json } from '../../base/json.ts';
import type { Message } from '../../domain/message.ts';

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
      last.content.push(userBlock(message));
    } else {
      const { toolCallId, content } = message;
      turns.push({ role: 'user', content: toolCallId === undefined ? content : [userBlock(message)] });
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

function userBlock({ content, toolCallId }: Message): Json {
  if (toolCallId === undefined) return { type: 'text', text: content };
  return { type: 'tool_result', tool_use_id: anthropicId(toolCallId), content };
}

/** Anthropic takes letters, digits, `_` and `-`; other vendors' ids have dots and colons too. */
function anthropicId(id: string): string {
  return id.replace(/[^\w-]/g, '_');
}
