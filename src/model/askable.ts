import { ConfigurationError } from '../base/errors.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { ModelParameters, Prompt } from '../domain/prompt.ts';

type Asked = Pick<Prompt, 'messages' | 'parameters' | 'modelPlace'>;

/**
 * What the API of a model has no word for, and so is not sent: one sentence, or none. What changes an answer's meaning
 * is refused by {@link refuseUnaskable} instead.
 */
export function leftOutNotices({ provider, api }: ModelTarget, { messages, parameters }: Asked): string[] {
  if (provider === 'openai' && api === undefined) return [];
  const names: string[] = [];
  if (provider === 'anthropic') {
    for (const [key, name] of [...missing, ...missingAtAnthropic]) {
      if (key !== 'stop' && parameters[key] !== undefined) names.push(`\`${name}\``);
    }
    if (parameters.responseFormat?.type === 'json_object') names.push('`json_object` without a schema');
  }
  if (messages.some(({ name }) => name !== undefined)) names.push('`name` of a message');
  const whose = provider === 'anthropic' ? 'Anthropic' : "OpenAI's Responses API";
  return names.length === 0 ? [] : [`${whose} has no ${names.join(', no ')}: left out.`];
}

/** Parameters of chat completions that OpenAI's Responses API has not, as its documentation writes them. */
const missing: [key: keyof ModelParameters, name: string][] = [
  ['seed', 'seed'],
  ['stop', 'stop'],
  ['frequencyPenalty', 'frequency_penalty'],
  ['presencePenalty', 'presence_penalty'],
];

const missingAtAnthropic: typeof missing = [['verbosity', 'verbosity']];

/** Keys of `extra` that would make an answer depend on what OpenAI keeps, or come later. */
const stateful = ['background', 'conversation', 'previous_response_id', 'prompt'];

/**
 * Refuses a prompt that the API of its model cannot be asked, before anything is sent.
 * @throws ConfigurationError where the prompt names its model.
 */
export function refuseUnaskable(target: ModelTarget, prompt: Asked): void {
  if (target.provider === 'anthropic') refuseUndeclaredTools(prompt);
  if (target.api === 'responses') refuseWithoutCounterpart(target, prompt);
  else refuseForResponsesOnly(target, prompt);
}

/** Parameters that only the Responses API has. */
const responsesOnly = ['instructions', 'text', 'max_tool_calls', 'include', 'truncation'];

function refuseForResponsesOnly({ provider, model }: ModelTarget, { parameters, modelPlace }: Asked): void {
  const key = responsesOnly.find((each) => Object.hasOwn(parameters.extra ?? {}, each));
  if (key === undefined) return;
  throw new ConfigurationError(`Only OpenAI's Responses API has \`${key}\`.`, {
    place: modelPlace,
    remedy: provider === 'openai' ? `Name the model as openai:responses:${model}.` : 'Leave it out.',
  });
}

function refuseUndeclaredTools({ messages, parameters, modelPlace: place }: Asked): void {
  const call = messages.flatMap(({ toolCalls }) => toolCalls ?? [])[0];
  if (call === undefined || (parameters.tools ?? []).length > 0) return;
  throw new ConfigurationError(
    `The messages call tools, but the prompt declares none, as Anthropic demands.`,
    {
      place,
      remedy: `Declare "${call.name.slice(0, 60)}" under \`tools\`: of \`modelParameters\` in a *.prompt.yml, of the provider's \`config\` in promptfoo.`,
    },
  );
}

function refuseWithoutCounterpart({ model }: ModelTarget, { parameters, modelPlace: place }: Asked): void {
  const kept = stateful.find((key) => Object.hasOwn(parameters.extra ?? {}, key));
  if (kept !== undefined) {
    throw new ConfigurationError(`\`extra.${kept}\` makes an answer depend on more than the request.`, {
      place,
      remedy: 'Leave it out: every request carries its whole conversation.',
    });
  }
  const names = missing.flatMap(([key, name]) => (parameters[key] === undefined ? [] : [`\`${name}\``]));
  if (names.length === 0) return;
  throw new ConfigurationError(
    `OpenAI's Responses API, by which ${model} is asked, has no ${names.join(' and no ')}.`,
    { place, remedy: `Leave that out, or name the model as openai:chat:${model}.` },
  );
}
