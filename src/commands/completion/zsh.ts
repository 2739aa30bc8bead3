import { commandCases, type ShellCase } from './cases.js';
import type { CommandModel, Suggestion } from './model.js';
import { posixQuoted } from './posix.js';

/** A script for zsh: put as `_codeship-sec` in a folder of `$fpath`, or sourced. */
export function zshScript(commands: readonly CommandModel[], bundle: string): string {
  return `#compdef codeship-sec
# zsh completion for codeship-sec
# load it with: source <(codeship-sec completion zsh)
_codeship_sec() {
  local path_='' option='' other='' word
  local -a known=(${commands.map(({ path }) => posixQuoted(path)).join(' ')})
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $option ]]; then option=''; continue; fi
    if [[ $word == --bundle(|=*) ]]; then other=1; fi
    if [[ $word == -* ]]; then
      if [[ $word != *=* ]] && _codeship_sec_values "$path_" "$word" check; then option=$word; fi
    elif (( \${known[(Ie)\${path_:+$path_ }$word]} )); then
      path_="\${path_:+$path_ }$word"
    fi
  done
  # the sections here are those of one bundle
  if [[ -n \${CODESHIP_SEC_BUNDLE:-} && $CODESHIP_SEC_BUNDLE != ${posixQuoted(bundle)} ]]; then other=1; fi
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
  if [[ $kind == section && -n $other ]]; then list=(); fi
  # a section is listed once: by its number only where that is being typed
  if [[ $kind == section && -z $PREFIX ]]; then list=(\${list:#<->:*}); fi
  if (( $#list )); then _describe -V -t "$title" "$title" list; fi
  case $kind in
    file) _files ;;
    folder) _files -/ ;;
    bundle) _path_files -g '*(-/+_codeship_sec_leads) bundle.json(-.)' || _path_files -/ ;;
  esac
}

# whether a bundle is in the folder REPLY, or at most two below
_codeship_sec_leads() {
  local -a found=($REPLY/bundle.json(NY1) $REPLY/*/bundle.json(NY1) $REPLY/*/*/bundle.json(NY1))
  (( $#found ))
}

if [[ $funcstack[1] == _codeship-sec ]]; then
  _codeship_sec "$@"
else
  # a shell that was not set up has no completion yet; -D: nothing is written, -i: nobody is asked
  if (( ! $+functions[compdef] )); then autoload -Uz compinit && compinit -i -D; fi
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
