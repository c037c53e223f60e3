/** Providers' words for why an answer ended → promptfoo's. */
const NORMAL = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['completed', 'stop'],
  ['max_tokens', 'length'],
  ['max_output_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_calls'],
  ['function_call', 'tool_calls'],
  ['refusal', 'content_filter'],
]);

/** `stop`, `length`, `tool_calls` or `content_filter`; any other reason in lower case. */
export function normalFinishReason(reason: string): string {
  const lower = reason.toLowerCase();
  return NORMAL.get(lower) ?? lower;
}
