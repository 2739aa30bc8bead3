import { commandCases, type ShellCase } from './cases.js';
import type { CommandModel, Suggestion, Value } from './model.js';

/** A script for Windows PowerShell 5 and PowerShell 7: tables of words, and one function that looks into them. */
export function powershellScript(commands: readonly CommandModel[], bundle: string): string {
  return `# PowerShell completion for codeship-sec
# load it with: codeship-sec completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'codeship-sec' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $places = @{
${commands.flatMap(placeLines).join('\n')}
    }
    $bundles = @(${placesOf(commands, 'bundle')})
    $sections = @(${placesOf(commands, 'section')})
    # the sections here are those of one bundle
    $other = $env:CODESHIP_SEC_BUNDLE -and $env:CODESHIP_SEC_BUNDLE -ne ${quoted(bundle)}
    $path = ''
    $option = ''
    $elements = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or ($_.Extent.EndOffset -eq $cursorPosition -and -not $wordToComplete) } |
        ForEach-Object { $_.Extent.Text })
    foreach ($word in $elements) {
        if ($option) { $option = ''; continue }
        if ($word -eq '--bundle' -or $word.StartsWith('--bundle=')) { $other = $true }
        if ($word.StartsWith('-')) {
            if ($places.ContainsKey("\${path}:$word")) { $option = $word }
        } elseif ($places.ContainsKey("$path $word".Trim() + ':arguments')) {
            $path = "$path $word".Trim()
        }
    }
    $place = if ($option) { $option } elseif ($wordToComplete.StartsWith('-')) { 'options' } else { 'arguments' }
    if ($bundles -contains "\${path}:$place") {
        # without a bundle in reach, PowerShell completes file names itself
        [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) | Where-Object {
            $folder = [WildcardPattern]::Escape($_.ToolTip)
            [IO.Path]::GetFileName($_.ToolTip) -eq 'bundle.json' -or
                (Test-Path "$folder/bundle.json", "$folder/*/bundle.json", "$folder/*/*/bundle.json") -contains $true
        }
        return
    }
    if ($other -and $sections -contains "\${path}:$place") { return }
    foreach ($pair in $places["\${path}:$place"]) {
        # a section is listed once: by its number only where that is being typed
        if (-not $wordToComplete -and $pair[0] -match '^[0-9]+$') { continue }
        if ($pair[0].StartsWith($wordToComplete, [StringComparison]::OrdinalIgnoreCase)) {
            [System.Management.Automation.CompletionResult]::new($pair[0], $pair[0], 'ParameterValue', $pair[1])
        }
    }
}
`;
}

const placesOf = (commands: readonly CommandModel[], kind: Value['kind']) =>
  commands
    .flatMap(commandCases)
    .filter(({ value }: ShellCase) => value.kind === kind)
    .flatMap(({ places }) => places.map(quoted))
    .join(', ');

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
