import { describe, expect, expectTypeOf, it } from 'vitest';
import { COMMANDS, optionsOf } from '../../src/declared/index.js';
import { GLOBAL_OPTIONS, HELP_OPTION, PROGRAM } from '../../src/declared/program.js';
import type { ArgumentsOf, OptionsOf } from '../../src/declared/values.js';

const options = [PROGRAM, ...COMMANDS].flatMap(optionsOf);

describe('what is declared', () => {
  it('is plain data', () => {
    const declared = [PROGRAM, ...COMMANDS, ...GLOBAL_OPTIONS];
    expect(JSON.parse(JSON.stringify(declared))).toStrictEqual(declared);
  });

  it('names a command once, after the one that it stands below', () => {
    const paths = COMMANDS.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths.filter((one) => one.includes(' '))) {
      const above = paths.indexOf(path.slice(0, path.lastIndexOf(' ')) as (typeof paths)[number]);
      expect(above, path).toBeGreaterThanOrEqual(0);
      expect(above, path).toBeLessThan(paths.indexOf(path));
    }
  });

  it('calls options that are alike by one name everywhere, and others by others', () => {
    for (const { long, short, value } of options) {
      const alike = options.filter((one) => one.long === long || (short && one.short === short));
      for (const one of alike) {
        // it is printed by `contact`, and read by the commands of `bundle`
        const takes = long === '--security-txt' ? one.value !== undefined : value !== undefined;
        expect({ long: one.long, short: one.short, takes: one.value !== undefined }).toEqual({
          long,
          short,
          takes,
        });
      }
      expect([HELP_OPTION.long, HELP_OPTION.short]).not.toContain(long);
      expect([HELP_OPTION.long, HELP_OPTION.short]).not.toContain(short);
    }
  });

  it('has an argument that takes all words last, and what may be left out after what may not', () => {
    for (const { path, arguments: declared } of COMMANDS) {
      for (const [at, one] of declared.entries()) {
        if (one.many) expect(at, path).toBe(declared.length - 1);
        if (one.required) expect(declared[at - 1]?.required ?? true, path).toBe(true);
      }
    }
  });

  it('has a default only among the choices', () => {
    for (const { long, choices, default: value } of options) {
      if (value !== undefined && choices) expect(choices, long).toContain(value);
    }
  });
});

describe('the types made of it', () => {
  type Global = 'bundle' | 'color' | 'format' | 'json' | 'quiet';

  it('name the options of a command and no other', () => {
    expectTypeOf<keyof OptionsOf<'contact'>>().toEqualTypeOf<Global | 'securityTxt' | 'expires'>();
    expectTypeOf<keyof OptionsOf<'key'>>().toEqualTypeOf<Global>();
  });

  it('say what a value can be, and whether there is always one', () => {
    type Verify = OptionsOf<'verify'>;
    expectTypeOf<Verify['maxSize']>().toEqualTypeOf<string>();
    expectTypeOf<Verify['output']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Verify['addressed']>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Verify['color']>().toEqualTypeOf<'auto' | 'always' | 'never' | undefined>();
    expectTypeOf<OptionsOf<'show'>['pager']>().toEqualTypeOf<boolean>();
    expectTypeOf<ArgumentsOf<'verify'>>().toEqualTypeOf<[string | undefined, string | undefined]>();
    expectTypeOf<ArgumentsOf<'search'>>().toEqualTypeOf<[string[]]>();
    expectTypeOf<ArgumentsOf<'key update'>>().toEqualTypeOf<[string]>();
  });
});
