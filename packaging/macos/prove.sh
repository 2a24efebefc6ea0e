#!/usr/bin/env bash
# Proves the disk image: attach it, copy the app, test every engine, read a PDF in its window.  prove.sh IMAGE
set -euo pipefail
image=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)/"应用 程序"
mkdir -p "$work/volume" "$work/no packs"

# What the build has fetched must not stand in for what the image brought.
export TERCET_MODELS="$work/no packs" TERCET_HOME="$work/资料库"

ok() { printf 'ok  %s\n' "$1"; }

hdiutil attach "$image" -nobrowse -readonly -mountpoint "$work/volume"
trap 'hdiutil detach "$work/volume" -force >/dev/null 2>&1 || true' EXIT
[ "$(readlink "$work/volume/Applications")" = /Applications ]
ok 'the image offers Applications'
ditto "$work/volume/Tercet.app" "$work/Tercet.app"
hdiutil detach "$work/volume"

app="$work/Tercet.app"
program="$app/Contents/MacOS/tercet"
plutil -lint "$app/Contents/Info.plist"
codesign --verify --deep --strict "$app"
ok 'the copy is signed'

"$program" check
ok 'tercet check'

"$program" "$root/resources/samples/Harbour Light 2023.pdf" &
window=$!
for _ in $(seq 150); do
  kill -0 "$window"
  if "$program" list --json 2>/dev/null | grep -Eq '"facts": *[1-9]'; then
    break
  fi
  sleep 2
done
"$program" list --json | grep -Eq '"facts": *[1-9]'
ok 'a PDF opened in the window is read'
kill "$window"
wait "$window" || true
