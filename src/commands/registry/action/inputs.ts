import { ConfigurationError } from '../../../base/errors.ts';
import { describeValue } from '../../../document/describe.ts';
import { didYouMean } from '../../../document/suggest.ts';
import { KEY_VARIABLES, type KeyRole } from '../keys.ts';

/** The Action's inputs that only commands of the registry take, besides the keys. */
const INPUTS = [
  'prompt',
  'environment',
  'version',
  'reason',
  'until',
  'to',
  'time',
  'adopt',
  'files',
  'from',
  'columns',
  'overlapping',
  'judge',
  'out',
  'webhook',
  'propose',
  'accept',
  'days',
  'dry-run',
] as const;

type Input = (typeof INPUTS)[number];

/** The inputs with the private keys, by the variables that they stand for. */
const KEY_INPUTS: Record<KeyRole, string> = { promotion: 'promotion-key', pointer: 'pointer-key' };

/** Inputs of the gate that no command of the registry takes. */
const GATE_INPUTS = ['shard', 'merge', 'outcomes', 'base'] as const;

/** How a command is given the inputs. */
type Form = {
  /** Whether it writes the registry's branch. */
  writes: boolean;
  /** The arguments, in their order. `prompt@version` is the two inputs in one word. */
  positionals: readonly (Input | 'prompt@version')[];
  /** The option of each other input that the command takes. */
  options: Partial<Record<Input, string>>;
  required: readonly Input[];
  /** Whether it takes the input `base`, the main branch. */
  readsMain?: true;
  /** Options that hold wherever the Action runs: what is merged into main was reviewed, as the policy was. */
  always?: readonly string[];
  /** The same where a flag is given. */
  alwaysWith?: Partial<Record<Input, readonly string[]>>;
};

const FORMS: Readonly<Record<string, Form>> = {
  record: {
    writes: true,
    positionals: [],
    options: { adopt: 'adopt', 'dry-run': 'dry-run' },
    required: [],
    readsMain: true,
    always: ['--yes', '--scripts'],
  },
  promote: {
    writes: true,
    positionals: ['prompt@version'],
    options: { environment: 'to', reason: 'reason', 'dry-run': 'dry-run' },
    required: ['prompt', 'environment'],
    readsMain: true,
  },
  rebalance: {
    writes: true,
    positionals: ['prompt'],
    options: { 'dry-run': 'dry-run' },
    required: [],
    readsMain: true,
  },
  refine: {
    writes: true,
    positionals: ['prompt'],
    options: { files: 'from', 'dry-run': 'dry-run' },
    required: ['prompt'],
    readsMain: true,
    always: ['--yes', '--scripts'],
  },
  rollback: {
    writes: true,
    positionals: ['prompt'],
    options: { environment: 'env', version: 'version', to: 'to', reason: 'reason', 'dry-run': 'dry-run' },
    required: ['prompt', 'environment', 'reason'],
  },
  hold: {
    writes: true,
    positionals: ['prompt@version'],
    options: { environment: 'env', until: 'until', reason: 'reason', 'dry-run': 'dry-run' },
    required: ['prompt', 'environment', 'reason'],
  },
  release: {
    writes: true,
    positionals: ['prompt@version'],
    options: { environment: 'env', reason: 'reason', 'dry-run': 'dry-run' },
    required: ['prompt', 'environment'],
  },
  archive: {
    writes: true,
    positionals: ['prompt@version'],
    options: { reason: 'reason', 'dry-run': 'dry-run' },
    required: ['prompt'],
  },
  observe: {
    writes: true,
    positionals: ['files'],
    options: {
      environment: 'env',
      from: 'from',
      columns: 'columns',
      overlapping: 'overlapping',
      judge: 'judge',
      out: 'out',
      'dry-run': 'dry-run',
    },
    required: ['files'],
    alwaysWith: { judge: ['--yes'] },
  },
  guard: {
    writes: true,
    positionals: ['files'],
    options: { environment: 'env', webhook: 'webhook', 'dry-run': 'dry-run' },
    required: ['files'],
    readsMain: true,
  },
  drift: {
    writes: true,
    positionals: ['prompt@version'],
    options: {
      propose: 'propose',
      accept: 'accept',
      environment: 'env',
      reason: 'reason',
      'dry-run': 'dry-run',
    },
    required: [],
    readsMain: true,
    always: ['--yes', '--scripts'],
  },
  dashboard: {
    writes: false,
    positionals: [],
    options: { environment: 'env', out: 'out', days: 'days', 'dry-run': 'dry-run' },
    required: ['out'],
  },
  verify: { writes: false, positionals: [], options: {}, required: [] },
  status: { writes: false, positionals: ['prompt'], options: {}, required: [] },
  history: { writes: false, positionals: ['prompt'], options: {}, required: ['prompt'] },
  at: {
    writes: false,
    positionals: ['time', 'prompt'],
    options: { environment: 'env' },
    required: ['time', 'prompt'],
  },
};

const FLAGS: readonly Input[] = ['adopt', 'accept', 'overlapping', 'judge', 'dry-run'];

/** A command of the registry as a command line. */
export type ActionCommand = { name: string; words: string[]; writes: boolean };

/** The value of an input of the Action by its name; '' where it is not given. */
export type InputOf = (name: string) => string;

/**
 * The command line that the Action's inputs stand for.
 * @param base the main branch, for commands that read it; '' where git knows it
 * @throws ConfigurationError: no such command, an input that it needs and has not, or has and does not take
 */
export function actionCommand(
  inputOf: InputOf,
  { config, base }: { config: string; base: string },
): ActionCommand {
  const name = inputOf('command').trim();
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form === undefined) throw unknownCommand(name);
  const given = (input: Input) => inputOf(input).trim();
  refuseOthers(name, form, inputOf);
  for (const input of form.required) {
    if (given(input) === '') {
      throw new ConfigurationError(`The input \`${input}\` is missing.`, {
        remedy: `The command \`${name}\` needs it.`,
      });
    }
  }
  const options = INPUTS.flatMap((input): string[] => {
    const option = form.options[input];
    if (option === undefined || given(input) === '') return [];
    if (!FLAGS.includes(input)) return [`--${option}=${given(input)}`];
    return isTrue(input, given(input)) ? [`--${option}`, ...(form.alwaysWith?.[input] ?? [])] : [];
  });
  const positionals = form.positionals
    .flatMap((input) => {
      if (input === 'files') return given(input).split('\n');
      return input === 'prompt@version' ? promptAndVersion(given) : given(input);
    })
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const main = form.readsMain && base !== '' ? [`--base=${base}`] : [];
  const always = [...(form.always ?? []), ...(form.writes ? ['--programs'] : [])];
  return {
    name,
    words: [`--config=${config}`, ...main, ...always, ...options, '--', ...positionals],
    writes: form.writes,
  };
}

/** The private keys among the inputs, as the environment variables that commands read them from. */
export function keyVariables(inputOf: InputOf): Record<string, string> {
  const roles: KeyRole[] = ['promotion', 'pointer'];
  return Object.fromEntries(
    roles.flatMap((role) => {
      const key = inputOf(KEY_INPUTS[role]).trim();
      return key === '' ? [] : [[KEY_VARIABLES[role], key]];
    }),
  );
}

/** Every input of the Action that is read here. */
export function registryInputs(): string[] {
  return [...INPUTS, ...Object.values(KEY_INPUTS)];
}

function unknownCommand(name: string): ConfigurationError {
  const known = ['gate', ...Object.keys(FORMS)];
  if (name === '' || name === 'gate') {
    return new ConfigurationError('The command `gate` does not take the input `prompt`.', {
      remedy: `Name another as the input \`command\`: ${known.slice(1).join(', ')}.`,
    });
  }
  return new ConfigurationError(
    `The input \`command\` is ${describeValue(name)}, which is no command.${didYouMean(name, known)}`,
    { remedy: `There are: ${known.join(', ')}.` },
  );
}

function refuseOthers(name: string, form: Form, inputOf: InputOf): void {
  for (const input of [...INPUTS, ...GATE_INPUTS]) {
    if (takes(form, input) || inputOf(input).trim() === '') continue;
    const owners = Object.keys(FORMS).filter((command) => FORMS[command] && takes(FORMS[command], input));
    throw new ConfigurationError(`The command \`${name}\` does not take the input \`${input}\`.`, {
      remedy: `It is for ${(owners.length > 0 ? owners : ['gate']).join(', ')}: leave it out.`,
    });
  }
}

function takes({ options, positionals, readsMain }: Form, input: string): boolean {
  if (input === 'base') return readsMain === true;
  return Object.hasOwn(options, input) || positionals.some((words) => words.split('@').includes(input));
}

function promptAndVersion(given: (input: Input) => string): string {
  const [prompt, version] = [given('prompt'), given('version')];
  if (version === '') return prompt;
  if (!prompt.includes('@')) return `${prompt}@${version}`;
  throw new ConfigurationError('The version is named twice.', {
    remedy: 'Give it as the input `version`, or in `prompt` after an @.',
  });
}

function isTrue(input: string, value: string): boolean {
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw new ConfigurationError(`The input \`${input}\` is neither "true" nor "false".`);
}
