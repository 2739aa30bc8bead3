import { posixQuoted } from './bash.js';
import { commandCases, type ShellCase } from './cases.js';
import type { CommandModel, Suggestion } from './model.js';

/** A script for zsh: put as `_codeship-sec` in a folder of `$fpath`, or sourced after `compinit`. */
export function zshScript(commands: readonly CommandModel[]): string {
  return `#compdef codeship-sec
# zsh completion for codeship-sec
# load it with: source <(codeship-sec completion zsh)
_codeship_sec() {
  local path_='' option='' word
  local -a known=(${commands.map(({ path }) => posixQuoted(path)).join(' ')})
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $option ]]; then option=''; continue; fi
    if [[ $word == -* ]]; then
      if [[ $word != *=* ]] && _codeship_sec_values "$path_" "$word" check; then option=$word; fi
    elif (( \${known[(Ie)\${path_:+$path_ }$word]} )); then
      path_="\${path_:+$path_ }$word"
    fi
  done
  if [[ -n $option ]]; then
    _codeship_sec_values "$path_" "$option"
  elif [[ $PREFIX == --*=* ]]; then
    option=\${PREFIX%%=*}
    compset -P '*='
    _codeship_sec_values "$path_" "$option"
  elif [[ $PREFIX == -* ]]; then
    _codeship_sec_values "$path_" options
  else
    _codeship_sec_values "$path_" arguments
  fi
}

_codeship_sec_values() {
  local kind='' title=''
  local -a list=()
  case "$1:$2" in
${commands.flatMap(commandCases).map(caseLine).join('\n')}
    *) return 1 ;;
  esac
  if [[ $3 == check ]]; then return 0; fi
  if (( $#list )); then _describe -V -t "$title" "$title" list; fi
  case $kind in
    file) _files ;;
    folder) _files -/ ;;
  esac
}

if [[ $funcstack[1] == _codeship-sec ]]; then
  _codeship_sec "$@"
else
  compdef _codeship_sec codeship-sec
fi
`;
}

function caseLine({ places, value: { kind, words }, title }: ShellCase): string {
  const list = words.map(item).map(posixQuoted).join(' ');
  return `    ${places.map(posixQuoted).join(' | ')}) kind=${kind} title=${title} list=(${list}) ;;`;
}

/** `_describe` takes `word:summary`. */
function item({ word, summary }: Suggestion): string {
  const escaped = word.replace(/[\\:]/g, '\\$&');
  return summary === '' ? escaped : `${escaped}:${summary}`;
}
