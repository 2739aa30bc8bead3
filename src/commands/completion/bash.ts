import { commandCases, type ShellCase } from './cases.js';
import type { CommandModel, Suggestion } from './model.js';

/**
 * A script for bash 3.2 and later, without the bash-completion package. Titles stand beside the words where bash
 * lists several; a word alone is inserted alone.
 */
export function bashScript(commands: readonly CommandModel[]): string {
  return `# bash completion for codeship-sec
# load it with: eval "$(codeship-sec completion bash)"
_codeship_sec() {
  local cur=\${COMP_WORDS[COMP_CWORD]} path='' option='' word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then continue; fi
    if [[ -n $option ]]; then option=''; continue; fi
    if [[ $word == -* ]]; then
      if _codeship_sec_words "$path" "$word"; then option=$word; fi
    elif [[ " $_codeship_sec_commands" == *" <$path $word> "* || " $_codeship_sec_commands" == *" <$word> "* && -z $path ]]; then
      path="\${path:+$path }$word"
    fi
  done
  if [[ $cur == '=' ]]; then cur=''; fi
  local kind='' list=''
  COMPREPLY=()
  if [[ -n $option ]]; then
    _codeship_sec_words "$path" "$option"
  elif [[ $cur == -* ]]; then
    _codeship_sec_words "$path" options
  else
    _codeship_sec_words "$path" arguments
  fi
  _codeship_sec_reply "$cur" "$kind" "$list"
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
  local cur=$1 kind=$2 word summary all=() shown=() width=0
  while IFS=$'\\t' read -r word summary; do
    if [[ -z $word || $word != "$cur"* ]]; then continue; fi
    COMPREPLY+=("$word")
    all+=("$summary")
    if ((\${#word} > width)); then width=\${#word}; fi
  done <<<"$3"
  if ((\${#COMPREPLY[@]} > 1)) && [[ $COMP_TYPE != 37 && $COMP_TYPE != 42 ]]; then
    for word in "\${!COMPREPLY[@]}"; do
      printf -v summary "%-\${width}s  %s" "\${COMPREPLY[word]}" "\${all[word]:+(\${all[word]})}"
      shown+=("\${summary%"\${summary##*[![:space:]]}"}")
    done
    COMPREPLY=("\${shown[@]}")
    compopt -o nosort 2>/dev/null
  fi
  if [[ $kind == file || $kind == folder ]]; then
    compopt -o filenames 2>/dev/null
    local flag=-f
    if [[ $kind == folder ]]; then flag=-d; fi
    while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen "$flag" -- "$cur")
  fi
}

complete -F _codeship_sec codeship-sec
`;
}

function caseLine({ places, value: { kind, words } }: ShellCase): string {
  return `    ${places.map(posixQuoted).join(' | ')}) kind=${kind} list=${posixQuoted(words.map(line).join('\n'))} ;;`;
}

const line = ({ word, summary }: Suggestion) => `${word}\t${summary}`;

/** For any POSIX shell. */
export function posixQuoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
