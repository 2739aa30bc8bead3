import type { CommandModel, OptionModel, Suggestion, Value } from './model.js';

/** A script for fish 3: a line for each word, under the condition that it may stand there. */
export function fishScript(commands: readonly CommandModel[], bundle: string): string {
  const valued = commands.flatMap(({ options }) =>
    options.filter(({ value }) => value).flatMap(({ names }) => names),
  );
  return `# fish completion for codeship-sec
# load it with: codeship-sec completion fish > ~/.config/fish/completions/codeship-sec.fish
function __codeship_sec_at
    set -l known ${commands.map(({ path }) => quoted(path)).join(' ')}
    set -l valued ${[...new Set(valued)].map(quoted).join(' ')}
    set -l path ''
    set -l skip 0
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test $skip = 1
            set skip 0
        else if string match -q -- '-*' $word
            contains -- $word $valued; and set skip 1
        else
            set -l longer (string trim -- "$path $word")
            contains -- $longer $known; and set path $longer
        end
    end
    test "$path" = "$argv[1]"
end

# whether the sections here are those of the bundle that the line is for
function __codeship_sec_own
    set -l words (commandline -opc)
    if contains -- --bundle $words; or string match -q -- '--bundle=*' $words
        return 1
    end
    test -z "$CODESHIP_SEC_BUNDLE"; or test "$CODESHIP_SEC_BUNDLE" = ${quoted(bundle)}
end

function __codeship_sec_bundles
    set -l folders
    set -l bundles
    for word in (__fish_complete_path (string replace -r -- '^--[a-z-]+=' '' (commandline -ct)) | string replace -r '\\t.*' '')
        set -l path (string replace -r '^~/' "$HOME/" -- $word)
        if test -d $path
            set -a folders $word
            set -l below $path/*/bundle.json $path/*/*/bundle.json
            if test -f $path/bundle.json; or set -q below[1]
                set -a bundles $word
            end
        else if test (string replace -r '.*/' '' -- $path) = bundle.json
            set -a bundles $word
        end
    end
    set -q bundles[1]; and printf '%s\\n' $bundles; or printf '%s\\n' $folders
end

complete -c codeship-sec -f
${commands.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ path, subcommands, options, argument }: CommandModel): string[] {
  const here = `__codeship_sec_at ${quoted(path)}`;
  const start = `complete -c codeship-sec -n ${quoted(here)}`;
  const own = argument?.kind === 'section' ? '; and __codeship_sec_own' : '';
  const plain = `complete -c codeship-sec -n ${quoted(`${here}${own}`)}`;
  // a section is listed once: by its number only where that is being typed
  const typed = `complete -c codeship-sec -n ${quoted(`${here}${own}; and string match -qr '^[0-9]' -- (commandline -ct)`)}`;
  const words = [...subcommands, ...(argument?.words ?? [])].map(
    (suggestion) => `${/^\d+$/.test(suggestion.word) ? typed : plain} -k ${wordFlags(suggestion)}`,
  );
  // fish shows what was added last first, where it keeps the order
  const paths = PATHS[argument?.kind ?? 'text'];
  const files = paths ? [`${start} ${paths}`] : [];
  return [...words.reverse(), ...files, ...options.map((option) => `${start} ${optionFlags(option)}`)];
}

/** What is offered beside the words, or in place of them. */
const PATHS: Partial<Record<Value['kind'], string>> = {
  file: '-F',
  folder: '-F',
  bundle: `-a '(__codeship_sec_bundles)'`,
};

function wordFlags({ word, summary }: Suggestion): string {
  return `-a ${quoted(quoted(word))}${summary === '' ? '' : ` -d ${quoted(summary)}`}`;
}

function optionFlags({ names, summary, value }: OptionModel): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const description = `-d ${quoted(summary)}`;
  if (!value) return [...flags, description].join(' ');
  const paths = PATHS[value.kind];
  const taken = paths === '-F' ? '-r -F' : paths ? `-x ${paths}` : '-x';
  const words =
    value.words.length > 0 ? ` -a ${quoted(value.words.map(({ word }) => quoted(word)).join(' '))}` : '';
  return `${[...flags, description, taken].join(' ')}${words}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
