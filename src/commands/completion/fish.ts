import type { CommandModel, OptionModel, Suggestion } from './model.js';

/** A script for fish 3: a line for each word, under the condition that it may stand there. */
export function fishScript(commands: readonly CommandModel[]): string {
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

complete -c codeship-sec -f
${commands.flatMap(commandLines).join('\n')}
`;
}

function commandLines({ path, subcommands, options, argument }: CommandModel): string[] {
  const start = `complete -c codeship-sec -n ${quoted(`__codeship_sec_at ${quoted(path)}`)}`;
  const words = [...subcommands, ...(argument?.words ?? [])].map(
    (suggestion) => `${start} -k ${wordFlags(suggestion)}`,
  );
  // fish shows what was added last first, where it keeps the order
  const files = argument?.kind === 'file' || argument?.kind === 'folder' ? [`${start} -F`] : [];
  return [...words.reverse(), ...files, ...options.map((option) => `${start} ${optionFlags(option)}`)];
}

function wordFlags({ word, summary }: Suggestion): string {
  return `-a ${quoted(quoted(word))}${summary === '' ? '' : ` -d ${quoted(summary)}`}`;
}

function optionFlags({ names, summary, value }: OptionModel): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const description = `-d ${quoted(summary)}`;
  if (!value) return [...flags, description].join(' ');
  const taken = value.kind === 'file' || value.kind === 'folder' ? '-r -F' : '-x';
  const words =
    value.words.length > 0 ? ` -a ${quoted(value.words.map(({ word }) => quoted(word)).join(' '))}` : '';
  return `${[...flags, description, taken].join(' ')}${words}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
