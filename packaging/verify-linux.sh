#!/usr/bin/env bash
# Checks the Debian package that package.sh built.
#
#   packaging/verify-linux.sh              reads the package, unpacks it into a temporary folder and starts it there
#   packaging/verify-linux.sh --install    installs it (as root), starts it as a user would, and removes it again
#
# Where Xvfb and xwininfo are there, it opens the window too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

deb=$(echo target/packages/turnstone_*.deb)
temporary=$(mktemp -d)
root=$temporary/root
started=()
failures=0

say() { printf '%-7s %s\n' "$1" "$2"; }
check() {
  local what=$1
  shift
  if "$@" >"$temporary/out" 2>&1; then
    say ok "$what"
  else
    say FAILED "$what"
    sed 's/^/        /' "$temporary/out"
    failures=$((failures + 1))
  fi
}
clean_up() {
  [ ${#started[@]} -eq 0 ] || kill "${started[@]}" 2>/dev/null || true
  [ -z "${installed:-}" ] || dpkg -r turnstone >/dev/null || true
  rm -rf "$temporary"
}
trap clean_up EXIT

field() { dpkg-deb -f "$deb" "$1"; }
depends_on() { field Depends | tr ',' '\n' | grep -- "$1" >/dev/null; }
names_no_sound() { ! field Depends | grep -i asound >/dev/null; }
same_icons() {
  local size
  for size in 16 24 32 48 64 128 256 512; do
    cmp "packaging/common/icons/icon-$size.png" \
      "$root/usr/share/icons/hicolor/${size}x$size/apps/turnstone.png" || return 1
  done
  cmp packaging/common/icons/icon-256.png "$root/opt/turnstone/lib/turnstone.png"
}
window_class_is_the_applications() {
  local class
  class=$(sed -n 's/^StartupWMClass=//p' "$root/usr/share/applications/turnstone.desktop")
  unzip -l "$root"/opt/turnstone/lib/app/turnstone-*.jar | grep "${class//./\/}.class" >/dev/null
}
menu_starts_what_is_there() {
  local command
  command=$(sed -n 's/^Exec=//p' "$root/usr/share/applications/turnstone.desktop")
  [ -x "$root$command" ]
}
has_no_scripts() { [ "$(dpkg-deb --ctrl-tarfile "$deb" | tar -t | grep -vcE '/$')" = 1 ]; }
belongs_to_root() { ! dpkg-deb -c "$deb" | grep -v ' root/root '; }

# The command, with everything on the PATH but a Java.
hide_java() {
  mkdir "$temporary/tools"
  ln -s /usr/bin/* "$temporary/tools"
  rm -f "$temporary"/tools/java "$temporary"/tools/j{link,package,shell}
}
run() { env -i PATH="$temporary/tools" HOME="$temporary/home" LANG=C.UTF-8 "$command" "$@"; }
helps() { run --help | grep -i turnstone >/dev/null; }
proves_the_sample() { run test "$PWD/migrations-sample"; }
starts_soon() {
  local from=${EPOCHREALTIME/./} until
  run --help
  until=${EPOCHREALTIME/./}
  echo "took $(((until - from) / 1000)) ms"
  [ $((until - from)) -lt 1500000 ]
}

has_window() { DISPLAY=$display xwininfo -root -tree 2>/dev/null | grep '"org.turnstone.desktop.DesktopApplication"' >/dev/null; }
opens_a_window() {
  Xvfb -displayfd 3 -screen 0 1400x900x24 3>"$temporary/display" 2>/dev/null &
  started+=($!)
  for _ in $(seq 50); do [ -s "$temporary/display" ] && break; sleep 0.1; done
  display=:$(cat "$temporary/display")
  env -i PATH="$temporary/tools" HOME="$temporary/home" DISPLAY="$display" LANG=C.UTF-8 "$command" >"$temporary/window" 2>&1 &
  started+=($!)
  for _ in $(seq 200); do
    has_window && return 0
    sleep 0.1
  done
  cat "$temporary/window"
  return 1
}

[ -f "$deb" ] || { echo "verify-linux.sh: no package in target/packages: run packaging/package.sh" >&2; exit 2; }
mkdir -p "$temporary/home" "$root"
hide_java
dpkg-deb -x "$deb" "$root"
check "depends on GTK, by its old and its new name" depends_on 'libgtk-3-0 | libgtk-3-0t64'
check "does not depend on sound" names_no_sound
check "has no scripts that could fail" has_no_scripts
check "belongs to root" belongs_to_root
check "carries our icon in every size" same_icons
check "the menu entry names the window's class" window_class_is_the_applications
check "the menu entry starts what is there" menu_starts_what_is_there
if command -v desktop-file-validate >/dev/null; then
  check "the menu entry is valid" desktop-file-validate "$root/usr/share/applications/turnstone.desktop"
fi
check "carries the start-up cache" test -s "$root/opt/turnstone/lib/app/turnstone.aot"

command=$root/opt/turnstone/bin/turnstone
if [ "${1:-}" = --install ]; then
  check "installs" dpkg -i "$deb"
  installed=yes
  command=/usr/bin/turnstone
fi
check "helps, without a Java on the PATH" helps
check "starts in less than 1.5 s" starts_soon
check "proves the sample on its own PostgreSQL" proves_the_sample
if command -v Xvfb >/dev/null && command -v xwininfo >/dev/null; then
  check "opens the window" opens_a_window
else
  say skipped "the window: Xvfb or xwininfo is not there"
fi
if [ -n "${installed:-}" ]; then
  check "can be removed" dpkg -r turnstone
  installed=
  check "leaves nothing behind" test ! -e /opt/turnstone -a ! -e /usr/bin/turnstone
fi
[ "$failures" -eq 0 ]
