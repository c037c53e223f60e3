import { SUGGESTED_MODEL } from './suggested.ts';

type Refusal = { problem: string; remedy: string };

/** Words before a model of services that have an API of their own, and what to do about each. */
const OUT_OF_REACH: Record<string, (asked: { name: string; model: string }) => Refusal> = {
  bedrock: (asked) => behindProxy('Amazon Bedrock', 'AWS', `bedrock/${asked.model}`, asked),
  vertex: (asked) => behindProxy('Vertex AI', 'Google Cloud', `vertex_ai/${asked.model}`, asked),
  vertexai: (asked) => behindProxy('Vertex AI', 'Google Cloud', `vertex_ai/${asked.model}`, asked),
  promptfoo: ({ name }) => ({
    problem: `"${name.slice(0, 100)}" is a program of promptfoo's, and no model.`,
    remedy: 'Name the model that is to be asked.',
  }),
  github: () => ({
    problem: 'GitHub Models is gone: it was retired in July 2026.',
    remedy: `Name the model at its own vendor, such as \`${SUGGESTED_MODEL}\`.`,
  }),
};

function behindProxy(
  service: string,
  cloud: string,
  served: string,
  { name, model }: { name: string; model: string },
): Refusal {
  const entry = `${JSON.stringify(name)}: { provider: litellm, model: ${JSON.stringify(served)}, base-url: https://<your proxy>/v1 }`;
  const google = model.startsWith('gemini-')
    ? ` Gemini also answers at Google's own API: \`google:${model}\`.`
    : '';
  return {
    problem: `${service} wants requests signed with credentials of ${cloud}, which the gate does not have.`,
    remedy: `Run LiteLLM's proxy before it, and write into the config \`models: { ${entry} }\`.${google}`,
  };
}

/** Why a service that people name by this word before a model cannot be asked; undefined for any other word. */
export function outOfReach(word: string, asked: { name: string; model: string }): Refusal | undefined {
  return Object.hasOwn(OUT_OF_REACH, word) ? OUT_OF_REACH[word]?.(asked) : undefined;
}
