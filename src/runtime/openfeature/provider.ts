import {
  type EvaluationContext,
  FlagNotFoundError,
  type JsonValue,
  OpenFeatureEventEmitter,
  ProviderEvents,
  ProviderNotReadyError,
  type ResolutionDetails,
  TargetingKeyMissingError,
  type TrackingEventDetails,
  TypeMismatchError,
} from '@openfeature/server-sdk';
import type { Metrics, Prompts, ServedPrompt } from '../api.ts';
import { systemClock } from '../clock.ts';
import { openPrompts } from '../open.ts';
import { PromptError } from '../prompt-error.ts';
import type { PromptsProvider, PromptValue, ProviderOptions } from './api.ts';
import { openEvaluations } from './evaluations.ts';

/**
 * A provider whose flags are the prompts of an environment. The flag's key is the prompt's name, its variant the version,
 * its value all that the version asks; the targeting key is the unit, and other attributes hold the segment. What is
 * tracked with the `flagMetadata` of an evaluation is recorded under the event's name.
 * @param options as `openPrompts`; it is opened when the SDK initializes the provider. When that fails, it is tried again
 *   every `intervalMs`
 */
export function promptsProvider(given: ProviderOptions): PromptsProvider {
  const { staleAfterMs = 30_000, ...options } = { ...given };
  const { environment, clock = systemClock, intervalMs = 3_000 } = options;
  const events = new OpenFeatureEventEmitter();
  const evaluations = openEvaluations();
  const rendered = new Map<string, ServedPrompt>();
  let opened: Prompts | null = null;
  /** Counts openings and closings: what belongs to an earlier one is dropped. */
  let turn = 0;
  let isStale = false;
  let cancel = () => {};

  const prompts = (): Prompts => {
    if (!opened) throw new ProviderNotReadyError(`The provider has nothing to serve for ${environment}.`);
    return opened;
  };
  const later = (run: () => void) => {
    cancel();
    cancel = clock.after(intervalMs, run, false);
  };
  const open = async (own: number): Promise<void> => {
    const ready = await openPrompts({
      ...options,
      onChange(change) {
        events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: change.prompts });
        return options.onChange?.(change);
      },
    });
    // It was closed while the sources were asked.
    if (own !== turn) return ready.close();
    opened = ready;
    isStale = false;
    const openedAt = clock.now();
    const watch = (): void => {
      report(openedAt);
      later(watch);
    };
    if (options.sources.some(({ isBuiltIn }) => !isBuiltIn)) later(watch);
  };
  /** Tells when what serves is confirmed by no source any more, and when it is again. */
  const report = (openedAt: number): void => {
    const { checkedAt, sources } = prompts().state();
    const wasStale = isStale;
    isStale = clock.now() - (checkedAt ?? openedAt) > staleAfterMs;
    if (isStale === wasStale) return;
    if (!isStale) events.emit(ProviderEvents.Ready);
    else {
      const problems = sources.map(({ name, problem }) => `${name}: ${problem}`);
      events.emit(ProviderEvents.Stale, { message: problems.join('; ') });
    }
  };
  const openLater = (own: number): void => {
    if (own !== turn) return;
    const ready = () => opened && events.emit(ProviderEvents.Ready);
    later(() => void open(own).then(ready, () => openLater(own)));
  };

  const promptFor = (name: string, { targetingKey, ...attributes }: EvaluationContext): ServedPrompt => {
    const unit = targetingKey === '' ? undefined : targetingKey;
    const prompt = found(prompts(), name, { unit, segment: textsOf(attributes) });
    if (prompt.reason === 'split' && unit === undefined) {
      throw new TargetingKeyMissingError(`several versions of ${name} serve, so a targeting key is needed`);
    }
    return prompt;
  };
  const refuseType = async (name: string): Promise<never> => {
    found(prompts(), name, {});
    throw new TypeMismatchError(`${name} is a prompt, whose value is an object`);
  };

  return {
    metadata: { name: 'prompt-eval-gate' },
    runsOn: 'server',
    events,
    async initialize() {
      // Not tried again: it would fail for the same reason.
      (await import('../options.ts')).checkProviderOptions(given);
      turn += 1;
      const own = turn;
      try {
        await open(own);
      } catch (problem) {
        openLater(own);
        throw problem;
      }
    },
    async onClose() {
      turn += 1;
      cancel();
      const closing = opened;
      opened = null;
      await closing?.close();
    },
    resolveBooleanEvaluation: refuseType,
    resolveStringEvaluation: refuseType,
    resolveNumberEvaluation: refuseType,
    async resolveObjectEvaluation<T extends JsonValue>(name: string, _: T, context: EvaluationContext) {
      const prompt = promptFor(name, context);
      const { bundle, version, digest, reason } = prompt;
      rendered.set(digest, prompt);
      const value: PromptValue & JsonValue = { ...bundle, version, digest };
      return {
        value,
        variant: version,
        reason: reason.toUpperCase(),
        flagMetadata: evaluations.add(prompt, environment),
        // The SDK takes its caller's word for the type of the value.
      } as ResolutionDetails<T & PromptValue>;
    },
    track(event, _, { value, ...metadata }: TrackingEventDetails) {
      prompts().record(evaluations.find(metadata), metricsOf(event, value));
    },
    render(value, variables) {
      const digest = typeof value === 'object' && value !== null && 'digest' in value ? value.digest : null;
      const prompt = typeof digest === 'string' ? rendered.get(digest) : undefined;
      if (prompt) return prompt.render(variables);
      throw new PromptError('This value did not come from this provider: nothing can be rendered of it.');
    },
    state: () => prompts().state(),
  };
}

/** The runtime throws for names only that it does not serve. */
function found(prompts: Prompts, name: string, asker: Parameters<Prompts['get']>[1]): ServedPrompt {
  try {
    return prompts.get(name, asker);
  } catch (problem) {
    if (problem instanceof PromptError) throw new FlagNotFoundError(problem.message);
    throw problem;
  }
}

/**
 * The attributes that may be a segment's name. With the targeting key there are never just one: an address of e-mail that
 * is alone in the context is no segment.
 */
function textsOf(attributes: EvaluationContext): Record<string, string | undefined> {
  const texts: Record<string, string | undefined> = { targetingKey: undefined };
  for (const [name, value] of Object.entries(attributes)) {
    if (['string', 'number', 'boolean'].includes(typeof value)) texts[name] = String(value);
  }
  return texts;
}

/** One metric, of the event's name: its value, or that it happened. `error` is a matter of yes or no. */
function metricsOf(event: string, value: number | undefined): Metrics {
  return event === 'error' ? { error: value !== 0 } : { [event]: value ?? true };
}
