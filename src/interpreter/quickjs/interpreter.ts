import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
  Scope,
} from 'quickjs-emscripten-core';
import { type Modules, moduleText, resolveModule } from './modules.ts';

/** What a call came to. */
export type Outcome =
  | { kind: 'returned'; json: string }
  /** One sentence why it returned nothing, and the stack of the error that it threw. */
  | { kind: 'failed'; problem: string; stack?: string }
  /** It took longer than it may, and may have broken the interpreter, which must not be used any more. */
  | { kind: 'late' }
  /** It broke the interpreter: the same. */
  | { kind: 'broken' };

/** A call of a script's default export. */
export type Call = {
  modules: Modules;
  /** The arguments as a JSON list; null only loads the script. */
  input: string | null;
  limitMs: number;
};

/** Runs scripts, one call at a time. */
export type Interpreter = {
  /**
   * Each call has a heap of its own and finds nothing that another left. Native code of the interpreter looks at no
   * clock (`Array.prototype.indexOf` over 2^53 elements), so whoever calls this must be able to stop it from outside.
   */
  run(call: Call): Outcome;
};

const MEMORY_BYTES = 64 * 1024 * 1024;
/** So much less than the thread has that the interpreter notices first. */
const STACK_BYTES = 256 * 1024;
const JOBS_AT_A_TIME = 1000;

/**
 * Loads and calls the script inside the interpreter. The reply is a text: `+` and the JSON, or `-`, the length of the
 * problem, `:`, the problem, and the error's stack.
 * `console` is there, since scripts have it in them, and says nothing.
 */
const CALLER = `(() => {
  const { parse, stringify } = JSON;
  const silent = () => {};
  globalThis.console = { log: silent, info: silent, warn: silent, error: silent, debug: silent };
  const messageOf = (error) => {
    try {
      return String(error instanceof Error ? error.message : error).slice(0, 500);
    } catch {
      return 'it throws what cannot be read';
    }
  };
  const stackOf = (error) => {
    try {
      return error instanceof Error ? String(error.stack).slice(0, 2000) : '';
    } catch {
      return '';
    }
  };
  return async (entry, input) => {
    try {
      const { default: check } = await import(entry);
      if (typeof check !== 'function') throw new Error('its default export is no function');
      if (input === null) return '+';
      const json = stringify(await check(...parse(input)));
      if (json === undefined) throw new Error('it returns nothing');
      return '+' + json;
    } catch (error) {
      const message = messageOf(error);
      return '-' + message.length + ':' + message + stackOf(error);
    }
  };
})()`;

/** What people know from Node and browsers, and a script has not. */
const ABSENT =
  /^'?(?:process|require|module|exports|__dirname|__filename|fetch|XMLHttpRequest|WebSocket|Buffer|Worker|set(?:Timeout|Interval|Immediate))'? is not defined$/;

/** Loads QuickJS, compiled to WebAssembly. `longestReply` is in UTF-16 units. */
export async function openInterpreter(longestReply: number): Promise<Interpreter> {
  const wasm = await newQuickJSWASMModuleFromVariant(variant);
  const textOf = remembering(moduleText);
  return {
    run(call) {
      const endsAt = performance.now() + call.limitMs;
      let late = false;
      const isLate = () => {
        late ||= performance.now() > endsAt;
        return late;
      };
      const scope = new Scope();
      try {
        const outcome = callScript(call, { wasm, scope, isLate, textOf, longestReply });
        scope.dispose();
        return late ? { kind: 'late' } : outcome;
      } catch {
        return { kind: late ? 'late' : 'broken' };
      }
    },
  };
}

/** Data of a folder are made into a module once, not at every call. */
function remembering(read: typeof moduleText): typeof moduleText {
  const known = new WeakMap<Modules, Map<string, string>>();
  return (modules, path) => {
    const texts = known.get(modules) ?? new Map<string, string>();
    known.set(modules, texts);
    const text = texts.get(path) ?? read(modules, path);
    texts.set(path, text);
    return text;
  };
}

type Means = {
  textOf: typeof moduleText;
  wasm: QuickJSWASMModule;
  scope: Scope;
  isLate: () => boolean;
  longestReply: number;
};

function callScript({ modules, input }: Call, { wasm, scope, isLate, textOf, longestReply }: Means): Outcome {
  const runtime = scope.manage(wasm.newRuntime());
  runtime.setMemoryLimit(MEMORY_BYTES);
  runtime.setMaxStackSize(STACK_BYTES);
  runtime.setInterruptHandler(isLate);
  runtime.setModuleLoader((path) => textOf(modules, path), resolveModule);
  const context = scope.manage(runtime.newContext());
  const caller = scope.manage(context.unwrapResult(context.evalCode(CALLER, 'caller')));
  const entry = scope.manage(context.newString(`./${modules.entry}`));
  const argument = input === null ? context.null : scope.manage(context.newString(input));
  const called = context.callFunction(caller, context.undefined, entry, argument);
  if (called.error) {
    called.error.dispose();
    return { kind: 'failed', problem: OUT_OF_BOUNDS };
  }
  const promise = scope.manage(called.value);
  runJobs(runtime, isLate);
  const state = context.getPromiseState(promise);
  if (state.type === 'pending') return { kind: 'failed', problem: NEVER_SETTLES };
  if (state.type === 'rejected') {
    state.error.dispose();
    return { kind: 'failed', problem: OUT_OF_BOUNDS };
  }
  return readReply(scope.manage(state.value), context, longestReply);
}

const NEVER_SETTLES =
  'its promise never settles: there is no timer, network, file or process here to wait for';
const OUT_OF_BOUNDS = 'it needs more memory than a script may have';

function runJobs(runtime: QuickJSRuntime, isLate: () => boolean): void {
  while (runtime.hasPendingJob() && !isLate()) runtime.executePendingJobs(JOBS_AT_A_TIME).dispose();
}

function readReply(reply: QuickJSHandle, context: QuickJSContext, longest: number): Outcome {
  if (context.typeof(reply) !== 'string') return { kind: 'failed', problem: OUT_OF_BOUNDS };
  const length = context.getProp(reply, 'length').consume((handle) => context.getNumber(handle));
  if (length > longest + 1) {
    return { kind: 'failed', problem: `it returns more than ${longest} characters` };
  }
  const text = context.getString(reply);
  return text.startsWith('+') ? { kind: 'returned', json: text.slice(1) } : failureIn(text.slice(1));
}

/** The problem and the stack; a script that breaks the form of the reply has its text for a problem. */
function failureIn(text: string): Outcome {
  const [head = '', length] = /^(\d{1,6}):/.exec(text) ?? [];
  const end = head.length + Number(length ?? text.length);
  const problem = explained(text.slice(head.length, end));
  return { kind: 'failed', problem, stack: text.slice(end) };
}

function explained(problem: string): string {
  return ABSENT.test(problem) ? `${problem}: there is no network, file, process or timer here` : problem;
}
