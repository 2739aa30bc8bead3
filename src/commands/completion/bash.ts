import { commandCases, type ShellCase } from './cases.js';
import type { CommandModel, Suggestion } from './model.js';
import { posixQuoted } from './posix.js';

/**
 * A script for bash 3.2 and later, without the bash-completion package. Titles stand beside the words where bash
 * lists several; a word alone is inserted alone.
 */
export function bashScript(commands: readonly CommandModel[], bundle: string): string {
  return `# bash completion for codeship-sec
# load it with: eval "$(codeship-sec completion bash)"
_codeship_sec() {
  local words=() before='' rest=\${COMP_LINE:0:COMP_POINT} cur path='' option='' other='' word i
  # bash ends a word at a colon: what stands together is put together, and what stands before the last part is not
  # replaced
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $i != 0 && $rest != [[:space:]]* && ( $word == :* || \${COMP_WORDS[i - 1]} == *: ) ]]; then
      before=\${words[\${#words[@]} - 1]}
      words[\${#words[@]} - 1]+=$word
      if [[ $word == *: ]]; then before+=$word; fi
    else
      before=''
      words+=("$word")
    fi
    rest=\${rest#"\${rest%%[![:space:]]*}"}
    rest=\${rest#"$word"}
  done
  cur=\${words[\${#words[@]} - 1]}
  for ((i = 1; i < \${#words[@]} - 1; i++)); do
    word=\${words[i]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ -z $option && ( $word == --bundle || $word == --bundle=* ) ]]; then other=1; fi
    if [[ -n $option ]]; then option=''; continue; fi
    if [[ $word == -* ]]; then
      if _codeship_sec_words "$path" "$word"; then option=$word; fi
    elif [[ " $_codeship_sec_commands" == *" <$path $word> "* || " $_codeship_sec_commands" == *" <$word> "* && -z $path ]]; then
      path="\${path:+$path }$word"
    fi
  done
  if [[ $cur == '=' ]]; then cur=''; fi
  # the sections here are those of one bundle
  if [[ -n \${CODESHIP_SEC_BUNDLE:-} && $CODESHIP_SEC_BUNDLE != ${posixQuoted(bundle)} ]]; then other=1; fi
  local kind='' list=''
  COMPREPLY=()
  if [[ -n $option ]]; then
    _codeship_sec_words "$path" "$option"
  elif [[ $cur == -* ]]; then
    _codeship_sec_words "$path" options
  else
    _codeship_sec_words "$path" arguments
  fi
  if [[ $kind == section && -n $other ]]; then list=''; fi
  # a quote and backslashes are the shell's, not the name's
  cur=\${cur#[\\"\\']}
  _codeship_sec_reply "\${cur//\\\\/}" "$kind" "$list"
  before=\${before//\\\\/}
  for i in "\${!COMPREPLY[@]}"; do COMPREPLY[i]=\${COMPREPLY[i]#"$before"}; done
}

_codeship_sec_commands=${posixQuoted(`${commands.map(({ path }) => `<${path}>`).join(' ')} `)}

# sets kind and list for what may stand at a place; fails where nothing may
_codeship_sec_words() {
  case "$1:$2" in
${commands.flatMap(commandCases).map(caseLine).join('\n')}
    *) return 1 ;;
  esac
}

_codeship_sec_reply() {
  local cur=$1 kind=$2 word summary all=() shown=() width=0 most=$((\${COLUMNS:-80} - 2))
  while IFS=$'\\t' read -r word summary; do
    if [[ -z $word || $word != "$cur"* ]]; then continue; fi
    # a section is listed once: by its number only where that is being typed
    if [[ $kind == section && -z $cur && $word != *[!0-9]* ]]; then continue; fi
    COMPREPLY+=("$word")
    all+=("$summary")
    if ((\${#word} > width)); then width=\${#word}; fi
  done <<<"$3"
  if ((\${#COMPREPLY[@]} > 1)) && [[ $COMP_TYPE != 37 && $COMP_TYPE != 42 ]]; then
    for word in "\${!COMPREPLY[@]}"; do
      printf -v summary "%-\${width}s  %s" "\${COMPREPLY[word]}" "\${all[word]:+(\${all[word]})}"
      summary=\${summary%"\${summary##*[![:space:]]}"}
      if ((\${#summary} > most)); then summary=\${summary:0:most - 3}...; fi
      shown+=("$summary")
    done
    COMPREPLY=("\${shown[@]}")
    compopt -o nosort 2>/dev/null
  fi
  if [[ $kind == file || $kind == folder || $kind == bundle ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <("_codeship_sec_\${kind}s" "$cur")
  fi
}

_codeship_sec_files() { compgen -f -- "$1"; }
_codeship_sec_folders() { compgen -d -- "$1"; }

# runs in a subshell, so that the settings of the user stay
_codeship_sec_bundles() {
  shopt -u failglob
  local word path found folders=() bundles=()
  while IFS= read -r word; do
    path=$word
    if [[ $path == '~/'* ]]; then path=$HOME/\${path:2}; fi
    if [[ -d $path ]]; then
      folders+=("$word")
      for found in "$path"/bundle.json "$path"/*/bundle.json "$path"/*/*/bundle.json; do
        if [[ -f $found ]]; then bundles+=("$word"); break; fi
      done
    elif [[ \${path##*/} == bundle.json ]]; then
      bundles+=("$word")
    fi
  done < <(compgen -f -- "$1")
  if ((\${#bundles[@]} > 0)); then
    printf '%s\\n' "\${bundles[@]}"
  elif ((\${#folders[@]} > 0)); then
    printf '%s\\n' "\${folders[@]}"
  fi
}

complete -F _codeship_sec codeship-sec
`;
}

function caseLine({ places, value: { kind, words } }: ShellCase): string {
  return `    ${places.map(posixQuoted).join(' | ')}) kind=${kind} list=${posixQuoted(words.map(line).join('\n'))} ;;`;
}

const line = ({ word, summary }: Suggestion) => `${word}\t${summary}`;
