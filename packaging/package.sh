#!/usr/bin/env bash
# Builds the Debian package and the archive that runs from any folder, for the machine it runs on:
#   target/packages/turnstone_<version>_<architecture>.deb
#   target/packages/turnstone-<version>-linux-<architecture>.tar.gz
#
#   packaging/package.sh [--no-build]      --no-build takes target/turnstone as it is
#
# Needs Maven, a JDK 25 with jlink and jpackage, and dpkg-deb. docs/packaging.md says why it is built this way.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

product=target/turnstone
packages=target/packages
work=target/packaging
main=org.turnstone.Main

say() { printf '%s\n' "$*"; }
fail() { printf 'package.sh: %s\n' "$*" >&2; exit 1; }

# Lines of an argument file, without comments, into the array $arguments.
read_arguments() { mapfile -t arguments < <(grep -vE '^(#|$)' "$1"); }

build() {
  [ "${1:-}" = --no-build ] || mvn -q -B package -DskipTests
  [ -x $product/bin/turnstone ] || fail "$product is not there: run without --no-build"
  jar=$(basename $product/lib/turnstone-[0-9]*.jar)
  version=${jar#turnstone-}
  version=${version%.jar}
  architecture=$(dpkg --print-architecture)
}

# The launcher knows how to find a Java; asked for its settings, that Java says where it is.
find_jdk() {
  jdk=$(TURNSTONE_OPTS='-XshowSettings:properties -version' $product/bin/turnstone --help 2>&1 |
    sed -n 's/^ *java\.home = //p')
  [ -n "$jdk" ] || { $product/bin/turnstone --help >/dev/null; fail "no Java found"; }
  { [ -x "$jdk/bin/jpackage" ] && [ -x "$jdk/bin/jlink" ]; } ||
    fail "$jdk has no jlink and jpackage: set JAVA_HOME to a whole JDK 25"
}

# JavaFX goes into the runtime as modules, everything else on the class path. The JavaFX jars without a platform in
# their name are empty and stop jlink.
sort_jars() {
  mkdir -p $work/modules $work/jars
  cp -p $product/lib/*.jar $work/jars/
  mv $work/jars/javafx-*-linux*.jar $work/modules/
  rm $work/jars/javafx-*.jar
}

make_runtime() {
  read_arguments packaging/linux/jlink.args
  "$jdk/bin/jlink" --module-path $work/modules "${arguments[@]}" --output $work/runtime
  find $work/runtime/bin -type f ! -name java -delete
}

make_image() {
  local options=()
  read_arguments packaging/linux/java.args
  for argument in "${arguments[@]}"; do options+=(--java-options "$argument"); done
  "$jdk/bin/jpackage" --type app-image --dest $work/image --name turnstone --app-version "$version" \
    --runtime-image $work/runtime --input $work/jars --main-jar "$jar" --main-class $main \
    --icon packaging/common/icons/icon-256.png "${options[@]}"
  cp docs/LICENSE docs/third-party.md $work/image/turnstone/
}

# One start as a rehearsal: what it loads and links is kept, and every later start begins there. The demo in the
# window touches nearly all there is; JavaFX's headless platform shows it, and after a while it is told to end. The class
# path and the options have to be those of the real start. A package without the cache works too, so a failure is said
# and passed over.
make_cache() {
  local image=$PWD/$work/image/turnstone home=$PWD/$work/home
  local settings=$image/lib/app/turnstone.cfg cache=$image/lib/app/turnstone.aot class_path
  class_path=$(sed -n "s|^app.classpath=\$APPDIR|$image/lib/app|p" "$settings" | paste -sd:)
  mapfile -t arguments < <(sed -n 's/^java-options=//p' "$settings" | grep -v AOTCache)
  mkdir -p "$home"
  env -u DATABASE_URL DISPLAY=none HOME="$home" XDG_CACHE_HOME="$home/cache" XDG_STATE_HOME="$home/state" \
    XDG_CONFIG_HOME="$home/config" XDG_RUNTIME_DIR="$home" \
    timeout --foreground --signal=TERM --kill-after=120 "${TRAINING_SECONDS:-40}" \
    "$image/lib/runtime/bin/java" "${arguments[@]}" -XX:AOTCacheOutput="$cache" \
    -Dglass.platform=Headless -Dprism.order=sw -cp "$class_path" $main demo \
    </dev/null >$work/training.log 2>&1 || true
  [ -s "$cache" ] || say "package.sh: no start-up cache was made; see $work/training.log"
}

make_deb() {
  local root=$work/deb size
  mkdir -p $root/DEBIAN $root/opt $root/usr/bin $root/usr/share/{applications,doc/turnstone}
  cp -a $work/image/turnstone $root/opt/turnstone
  ln -s ../../opt/turnstone/bin/turnstone $root/usr/bin/turnstone
  cp packaging/linux/turnstone.desktop $root/usr/share/applications/
  for icon in packaging/common/icons/icon-*.png; do
    size=${icon##*-}
    size=${size%.png}
    install -D -m 644 "$icon" $root/usr/share/icons/hicolor/"${size}x$size"/apps/turnstone.png
  done
  install -D -m 644 packaging/common/icon.svg $root/usr/share/icons/hicolor/scalable/apps/turnstone.svg
  cp packaging/linux/copyright docs/third-party.md $root/usr/share/doc/turnstone/
  gzip -9n <docs/CHANGELOG.md >$root/usr/share/doc/turnstone/changelog.gz
  chmod -R u+w,go-w,a+rX $root
  size=$(du -sk --exclude=DEBIAN $root | cut -f1)
  sed "s/@version@/$version/; s/@architecture@/$architecture/; s/@size@/$size/" packaging/linux/control \
    >$root/DEBIAN/control
  deb=$packages/turnstone_${version}_$architecture.deb
  dpkg-deb --build --root-owner-group -Zxz $root "$deb" >/dev/null
}

make_archive() {
  archive=$packages/turnstone-$version-linux-$architecture.tar.gz
  tar -C $work/image --owner=0 --group=0 --sort=name -czf "$archive" turnstone
}

build "$@"
find_jdk
rm -rf $work $packages
mkdir -p $work $packages
sort_jars
make_runtime
make_image
make_cache
make_deb
make_archive
ls -sh $packages
