import type { ArgumentDeclaration, OptionDeclaration } from './declaration.js';
import type { CommandPath, Declared } from './index.js';
import type { GLOBAL_OPTIONS, JSON_FORMAT } from './program.js';

/** What a command is handed for its arguments, one for each that is declared: a word, its words, or nothing. */
export type ArgumentsOf<P extends CommandPath> = ArgumentValues<At<P>['arguments']>;

/** What a command is handed for its options, the global ones too: `{ signWith?: string; binary?: boolean }`. */
export type OptionsOf<P extends CommandPath> = OptionValues<Own<P>> & Omit<GlobalValues, AttributeOf<Own<P>>>;

/** The options that every command takes. A new one is read in `output/context.ts`, for all of them at once. */
export type GlobalOptions = OptionValues<(typeof GLOBAL_OPTIONS)[number]>;

type At<P extends CommandPath> = Extract<Declared, { path: P }>;

type Own<P extends CommandPath> = At<P>['options'][number];

type GlobalValues = GlobalOptions & OptionValues<typeof JSON_FORMAT>;

type ArgumentValues<A extends readonly ArgumentDeclaration[]> = {
  -readonly [I in keyof A]: A[I] extends { many: true }
    ? string[]
    : ChoiceOf<A[I], string> | (A[I] extends { required: true } ? never : undefined);
};

type OptionValues<O extends OptionDeclaration> = {
  [One in Extract<O, Settled> as AttributeOf<One>]: ValueOf<One>;
} & { [One in Exclude<O, Settled> as AttributeOf<One>]?: ValueOf<One> };

/** Options that have a value where they are not given. */
type Settled = { default: string } | { long: `--no-${string}` };

type ValueOf<O extends OptionDeclaration> = O extends { value: string } ? ChoiceOf<O, string> : boolean;

type ChoiceOf<D, Otherwise> = D extends { choices: readonly (infer Choice)[] } ? Choice : Otherwise;

/** As `attributeOf` makes it. */
type AttributeOf<O> = O extends { long: `--no-${infer Name}` }
  ? Camel<Name>
  : O extends { long: `--${infer Name}` }
    ? Camel<Name>
    : never;

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;
