import type { CommandModel, Suggestion, Value } from './model.js';

/** A script for Windows PowerShell 5 and PowerShell 7: tables of words, and one function that looks into them. */
export function powershellScript(commands: readonly CommandModel[]): string {
  return `# PowerShell completion for codeship-sec
# load it with: codeship-sec completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'codeship-sec' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $places = @{
${commands.flatMap(placeLines).join('\n')}
    }
    $path = ''
    $option = ''
    $elements = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($_.Extent.EndOffset -eq $cursorPosition -and -not $wordToComplete) } |
        ForEach-Object { $_.Extent.Text })
    foreach ($word in $elements) {
        if ($option) { $option = ''; continue }
        if ($word.StartsWith('-')) {
            if ($places.ContainsKey("\${path}:$word")) { $option = $word }
        } elseif ($places.ContainsKey("$path $word".Trim() + ':arguments')) {
            $path = "$path $word".Trim()
        }
    }
    $place = if ($option) { $option } elseif ($wordToComplete.StartsWith('-')) { 'options' } else { 'arguments' }
    foreach ($pair in $places["\${path}:$place"]) {
        if ($pair[0].StartsWith($wordToComplete, [StringComparison]::OrdinalIgnoreCase)) {
            [System.Management.Automation.CompletionResult]::new($pair[0], $pair[0], 'ParameterValue', $pair[1])
        }
    }
}
`;
}

function placeLines({ path, subcommands, options, argument }: CommandModel): string[] {
  const flags = options.flatMap(({ names, summary }) => names.map((word) => ({ word, summary })));
  const values = options.flatMap(({ names, value }) =>
    value ? names.map((name) => placeLine(`${path}:${name}`, value.words)) : [],
  );
  return [
    ...values,
    placeLine(`${path}:options`, flags),
    placeLine(`${path}:arguments`, [...subcommands, ...((argument as Value | undefined)?.words ?? [])]),
  ];
}

/** Without words of ours PowerShell completes file names itself. */
function placeLine(place: string, words: readonly Suggestion[]): string {
  const pairs = words.map(({ word, summary }) => `,@(${quoted(word)}, ${quoted(summary || word)})`);
  return `        ${quoted(place)} = @(${pairs.join('; ')})`;
}

/** PowerShell takes typographic quotes for quotes, too. */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
