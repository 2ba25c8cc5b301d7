#!/bin/sh
# Opens the course from this folder, without a network:
#
#     sh open [FOLDER] [what `calculus lab` takes]
#
# FOLDER is where your notebooks are to be, ~/calculus-room if you name none. Nothing that you change in it is ever written
# over. Rust 1.95 or newer, a C compiler, and Python 3.10 or newer with venv must be there. What is unpacked from here goes
# into one folder, below /var/tmp or where CALCULUS_UNPACKED says, and may be deleted when you are done.
set -eu

fail() {
  printf 'open: %s\n' "$*" >&2
  exit 2
}

stick=$(cd "$(dirname "$0")" && pwd)
[ -f "$stick/complete" ] || fail "this bundle is not whole: it was not finished, or not copied to its end. Make or copy it again"
name=$(cat "$stick/complete")
for tool in cargo rustc python3 tar; do
  command -v "$tool" >/dev/null || fail "\`$tool\` is not there. It has to be installed while there is a network: Rust from https://rustup.rs, Python 3.10 or newer"
done

mine=$HOME/calculus-room
case ${1-} in
  '' | -*) ;;
  *) mine=$1; shift ;;
esac
case $mine in
  /*) ;;
  *) mine=$PWD/$mine ;;
esac

# The compiled library knows itself by this place: at another one it is compiled anew, which takes some minutes once.
room=${CALCULUS_UNPACKED:-/var/tmp}/$name
if [ -e "$room" ] && [ ! -O "$room" ]; then
  room=$HOME/.$name
fi

if [ ! -f "$room/whole" ]; then
  echo "Looking whether all of this bundle is as it was made …" >&2
  if command -v sha256sum >/dev/null; then sums="sha256sum -c --status"; else sums="shasum -a 256 -c --status"; fi
  (cd "$stick" && $sums sums) || fail "a file of this bundle is damaged or missing. Copy it again"
  rm -rf "$room"
  mkdir -p "$room"
  chmod 700 "$room"
  for part in "$stick"/*.tar.gz; do
    echo "Unpacking $(basename "$part") into $room …" >&2
    tar -xzf "$part" -C "$room"
  done
  cp -R "$stick/wheels" "$room/wheels"
  cat >"$room/cargo/config.toml" <<END
[source.crates-io]
replace-with = "bundle"
[source.bundle]
directory = "$room/cargo/vendor"
END
  : >"$room/whole"
fi

export CARGO_HOME="$room/cargo" CARGO_NET_OFFLINE=true CALCULUS_CACHE="$room/cache"
export PIP_NO_INDEX=1 PIP_FIND_LINKS="$room/wheels" PIP_CONFIG_FILE=/dev/null
unset CALCULUS_SHARED || true

# The kernel is there for one kind of machine. On another it is compiled, from what lies here.
if ! "$room/bin/calculus" --version >/dev/null 2>&1; then
  echo "Compiling the kernel for this machine, some minutes …" >&2
  cargo build --offline --manifest-path "$room/course/Cargo.toml" --target-dir "$room/target"
  cp "$room/target/debug/calculus" "$room/bin/calculus"
fi
cd "$room/course"
exec "$room/bin/calculus" lab "$mine" --library "$room/course" "$@"
