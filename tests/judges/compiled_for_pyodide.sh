#!/usr/bin/env bash
# Makes wheels that stand in for those of Pyodide's own distribution where that cannot be reached:
#
#     tests/judges/compiled_for_pyodide.sh FOLDER
#
# lxml is compiled from its sources with Debian's emscripten, libxml2 and libxslt; PyYAML is its Python part alone; of
# rpds-py there is what referencing asks of it, in Python. Needs root for Debian's packages, node, and the headers of
# the Python that Pyodide is.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$(realpath -m "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"
cd "$work"

stated() { sed -n 's/^PYODIDE, PYTHON = "\(.*\)", "\(.*\)"$/\'"$1"'/p' "$root/benchmarks/playground.py"; }
[[ -n $(stated 1) ]] || { echo "benchmarks/playground.py states no version of Pyodide" >&2; exit 1; }
npm install --silent --no-package-lock --no-audit --no-fund --prefix "$work" "pyodide@$(stated 1)"
wheel_of() { node -p "require('$work/node_modules/pyodide/pyodide-lock.json').packages['$1'].file_name"; }
version_of() { node -p "require('$work/node_modules/pyodide/pyodide-lock.json').packages['$1'].version"; }

headers=$(for python in "$HOME"/.pyenv/versions/"$(stated 2)"*/bin/python3 "python$(stated 2)"; do
    "$python" -c 'import sysconfig; print(sysconfig.get_path("include"))' 2>/dev/null || true
done | while read -r folder; do [[ -e $folder/Python.h ]] && echo "$folder" && break; done) || true
[[ -n $headers ]] || { echo "no headers of Python $(stated 2) are here" >&2; exit 1; }

if ! command -v emcc >/dev/null; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends emscripten >/dev/null
fi
# The sources come from where the packages come from.
mkdir -p sources lists/partial
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    [[ -e $list ]] && sed 's/^Types: deb$/Types: deb-src/; s/^deb /deb-src /' "$list" >"sources/$(basename "$list")"
done
apt=(apt-get -qq -o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work/sources" -o "Dir::State::lists=$work/lists" -o APT::Sandbox::User=root)
"${apt[@]}" update
"${apt[@]}" source --download-only libxml2 libxslt
for archive in *.orig.tar.*; do tar xf "$archive"; done
xml=$(echo "$work"/libxml2-*/) xslt=$(echo "$work"/libxslt-*/)

# Pyodide's time_t has 64 bits, that of Debian's emscripten 32.
printf 'typedef long long time_t;\n#define __DEFINED_time_t\n' >time.h
flags="-O2 -fPIC -include $work/time.h"
made() { # made FOLDER TARGET FOLDERS OPTIONS...: a library that is linked into another
    local folder=$1 targets=$2
    shift 2
    (cd "$folder" && CFLAGS=$flags LDFLAGS=-O0 emconfigure ./configure --host=wasm32-unknown-linux --disable-shared --enable-static --without-python --without-debug "$@" >log 2>&1 &&
        for target in $targets; do emmake make -j"$(nproc)" -C "$(dirname "$target")" "$(basename "$target")" >>log 2>&1 || exit 1; done) || { tail -20 "$folder/log" >&2; exit 1; }
}
made "$xml" libxml2.la --without-{zlib,lzma,threads,http,ftp,iconv,modules}
made "$xslt" "libxslt/libxslt.la libexslt/libexslt.la" --without-{crypto,plugins,debugger} --with-libxml-src="$xml"

# The headers of this machine's Python, with what Pyodide's knows of its own.
cp -r "$headers" include
node - <<'JS'
const { loadPyodide } = require(`${process.cwd()}/node_modules/pyodide`);
const fs = require("fs");
loadPyodide().then((python) => {
  python.globals.set("header", fs.readFileSync("include/pyconfig.h", "utf8"));
  fs.writeFileSync("include/pyconfig.h", python.runPython(`
import re, sysconfig
known = sysconfig.get_config_vars()
def line(match):
    value = known.get(name := match[1] or match[2])
    return f"#define {name} {value}" if value not in (None, 0, "") else f"/* #undef {name} */"
re.sub(r"(?m)^(?:#define (\\w+).*|/\\* #undef (\\w+) \\*/)$", line, header)`));
});
JS

sources() { # sources NAME: its sdist, unpacked
    "$python" -m pip download --quiet --no-deps --no-binary :all: --dest "$work" "$1==$(version_of "$1")"
    tar xzf "$work/$1"-*.tar.gz
}
wheel() { # wheel NAME FOLDER: what lies in a folder, as the wheel of that name
    local name info
    name=$(wheel_of "$1")
    info=$2/$(cut -d- -f1,2 <<<"$name").dist-info
    mkdir -p "$info"
    printf 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: %s\n' "$(sed 's/^[^-]*-[^-]*-//; s/\.whl$//' <<<"$name")" >"$info/WHEEL"
    printf 'Metadata-Version: 2.1\nName: %s\nVersion: %s\n' "$1" "$(version_of "$1")" >"$info/METADATA"
    "$python" -m zipfile -c "$out/$name" "$2"/*
}
python=${PYTHON:-python3}

sources lxml
lxml=$(echo "$work"/lxml-*/src)
emcc -c $flags -w -Iinclude -I"$lxml" -I"$lxml/lxml/includes" -I"$xml/include" -I"$xslt" "$lxml/lxml/etree.c" -o etree.o
mkdir -p wheels/lxml/lxml
cp "$lxml"/lxml/*.py wheels/lxml/lxml/
cp -r "$lxml/lxml/html" wheels/lxml/lxml/
emcc -O1 -fPIC -sWASM_BIGINT -sSIDE_MODULE=2 -sEXPORTED_FUNCTIONS=_PyInit_etree etree.o "$xslt"/libexslt/.libs/*.a "$xslt"/libxslt/.libs/*.a \
    "$xml"/.libs/*.a -o "wheels/lxml/lxml/etree.cpython-$(stated 2 | tr -d .)-wasm32-emscripten.so"
wheel lxml wheels/lxml

sources pyyaml
mkdir -p wheels/pyyaml
cp -r "$work"/[pP]y[yY][aA][mM][lL]-*/lib/yaml wheels/pyyaml/
wheel pyyaml wheels/pyyaml

mkdir -p wheels/rpds
cp "$root/tests/judges/rpds.py" wheels/rpds/
wheel rpds-py wheels/rpds
ls -l "$out"
