#!/bin/sh
# Installs the course for all users of a machine, or into an image: kernel, library and kept cells, below one folder that
# users read and cannot write.
#
#     sh roads/install.sh [FOLDER [ENVIRONMENT]]      (/opt/calculus if none is named)
#
# The kernel is registered in ENVIRONMENT, that of the Jupyter that the users have, if one is named.
# Needs Rust and a C compiler, which the users need too: their cells are compiled. Where a kernel is started, CALCULUS_SHARED
# has to name FOLDER/cache. A learner's notebooks, which load the one library in FOLDER:
#
#     FOLDER/bin/calculus lay ~/calculus --library FOLDER/course
set -eu
checkout=$(cd "$(dirname "$0")/.." && pwd)
place=${1:-/opt/calculus}

cd "$checkout"
cargo build --locked
mkdir -p "$place/bin"
# Whoever runs it goes on with the old one; a program that runs cannot be written over.
rm -f "$place/bin/calculus"
cp "${CARGO_TARGET_DIR:-target}/debug/calculus" "$place/bin/calculus"
strip "$place/bin/calculus" 2>/dev/null || true

"$place/bin/calculus" lay "$place/course"
cd "$place/course"
export CALCULUS_CACHE="$place/cache" CALCULUS_SHARED=
"$place/bin/calculus" ready
if [ $# -ge 2 ]; then
  "$place/bin/calculus" install --prefix "$2"
fi
rm -rf "$place/cache/sessions"
chmod -R a+rX,go-w "$place"
