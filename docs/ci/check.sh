#!/usr/bin/env bash
# What action.yml runs: inputs come by the environment, one argument a line, so that none is taken for code.
set -uo pipefail
artfmt=${ARTFMT:-$RUNNER_TEMP/artfmt/bin/artfmt}
arguments=()
while IFS= read -r line; do [[ -n $line ]] && arguments+=("$line"); done <<<"${ARGUMENTS:-}"
[[ ${CHANGED:-false} == true ]] && arguments+=(--changed)
paths=()
while IFS= read -r line; do [[ -n $line ]] && paths+=("$line"); done <<<"${PATHS:-.}"
if [[ -n ${SARIF:-} ]]; then
    "$artfmt" check "${arguments[@]}" --output-format sarif --output "$SARIF" -- "${paths[@]}"
fi
"$artfmt" check "${arguments[@]}" --output-format github -- "${paths[@]}"
