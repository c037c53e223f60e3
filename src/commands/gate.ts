import { openScene } from '../change/change.ts';
import type { GateRequest } from '../domain/request.ts';
import type { Result } from '../domain/result.ts';
import { draftResult, errorResult, sceneResult } from '../result/blank.ts';

/**
 * The way through the house. Nothing beyond the first stage is loaded when no prompt changed.
 *
 * @returns the result that every rendering is made of. A mistake of the user, or a failure of the world outside,
 *   is a result with the verdict `error`; only bugs throw.
 */
export async function gate(request: GateRequest): Promise<Result> {
  const startedAt = Date.now();
  let result = draftResult(request);
  try {
    const scene = await openScene(request);
    try {
      result = sceneResult(result, scene);
      if (scene.change.prompts.length > 0) {
        if (scene.config.run.cache)
          await request.restoreAnswers?.(request.storeDirectory ?? scene.storeDirectory);
        const { comparePrompts } = await import('../compare/compare.ts');
        result = await comparePrompts(scene, request, result);
      }
    } finally {
      scene.close();
    }
  } catch (error) {
    result = errorResult(result, error);
  }
  return { ...result, usage: { ...result.usage, elapsedMs: Date.now() - startedAt } };
}
