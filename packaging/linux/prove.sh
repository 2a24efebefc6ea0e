#!/usr/bin/env bash
# Proves the Debian packages on a clean system: a minimal Debian 12 without Python and without fonts.
#
#   packaging/linux/prove.sh [FOLDER]     (as root; results and pictures in FOLDER, new or empty, else in dist/proof)
#
# Installs dist/tercet*.deb there with apt, runs `tercet check` without any network, starts the window on an X server
# outside, drops a PDF on it with a real drag, asks a question, clicks the triple, takes a picture and reads it with
# Tercet's own text recognition; does so in English and in Chinese; then runs the AppImage's self-test and removes the program again.
# Ends non-zero, saying why, if any of it fails.
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
out=${1:-$top/dist/proof}
python=$top/.venv/bin/python
samples=$top/resources/samples
tools=(mmdebstrap Xvfb openbox xdotool import ip unshare)
person=/home/person
started=()

main() {
    prepare "$@"
    say "A minimal Debian 12"
    make_root
    inside_root apt-get update -qq
    say "Installing with apt"
    install_packages
    say "tercet check, without a network"
    as_person tercet check | tee "$out/check.txt"
    start_screen
    try_window en "Harbour Light 2023.pdf" "What was the operating profit of Harbour Light Instruments in 2022?" \
        "19,804" "Operating profit" "Harbour Light 2023.pdf" "Cost of sales"
    try_window zh "青禾电子 2023年报摘要.pdf" "青禾电子2023年末流动资产合计是多少？" \
        "318,204.61" "流动资产合计" "文档库" "研发费用"
    try_appimage
    try_removal
    say "Proven. Pictures and the output of each step are in $out"
}

prepare() {
    [ "$(id -u)" = 0 ] || fail "a chroot is made and entered here: run this as root"
    local tool missing=()
    for tool in "${tools[@]}"; do command -v "$tool" >/dev/null || missing+=("$tool"); done
    [ ${#missing[@]} = 0 ] || fail "missing: ${missing[*]}. On Debian:
  apt-get install mmdebstrap xvfb openbox xdotool imagemagick iproute2 util-linux"
    compgen -G "$top/dist/tercet_*.deb" >/dev/null || fail "there is no dist/tercet_*.deb; run packaging/dev.py build"
    [ -n "${1:-}" ] || rm -rf "$out"
    [ -z "$(ls -A "$out" 2>/dev/null)" ] || fail "$out holds something already"
    mkdir -p "$out"
    work=$(mktemp -d)
    root=$work/root
    trap clean_up EXIT
}

clean_up() {
    local pid
    for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$work"
}

make_root() {
    mmdebstrap --quiet --variant=minbase bookworm "$root" ${MIRROR:+"$MIRROR"} >"$out/mmdebstrap.log" 2>&1 ||
        fail "mmdebstrap failed, see $out/mmdebstrap.log"
    ! compgen -G "$root/usr/bin/python3*" >/dev/null || fail "the clean system has a Python"
    [ -z "$(find "$root/usr/share/fonts" -type f 2>/dev/null)" ] || fail "the clean system has fonts"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    chroot "$root" useradd --create-home --home-dir "$person" person
    mkdir -p "$root$person/文档 documents" "$root/tmp/.X11-unix"
    cp "$samples"/*.pdf "$root$person/文档 documents"
    chroot "$root" chown -R person "$person"
}

install_packages() {
    mkdir "$root/packages"
    cp "$top"/dist/tercet*.deb "$root/packages"
    inside_root sh -c 'cd /packages && apt-get install -y ./tercet*.deb' >"$out/install.log" 2>&1 ||
        { tail -20 "$out/install.log"; fail "apt could not install the packages"; }
    rm -r "$root/packages"
    inside_root dpkg-query -W -f '${Package} ${Version} ${Installed-Size} kB\n' 'tercet*' | tee "$out/installed.txt"
    ! compgen -G "$root/usr/bin/python3*" >/dev/null || fail "installing brought a Python of the system"
}

# The window: started, given a file by a drag from another program, asked; what it then shows is read.
try_window() { # language, file, question, words that must stand in the picture …
    local language=$1 file=$2 question=$3 window program
    shift 3
    say "The window ($language)"
    as_root sh -c "rm -rf $person/.local/share/Tercet"
    local began cold="nothing in the cache of the disk"
    { sync && echo 3 >/proc/sys/vm/drop_caches; } 2>/dev/null || cold="what the cache of the disk held"
    began=$(date +%s.%N)
    as_person env LANG="${locales[$language]}" tercet >"$out/window-$language.log" 2>&1 &
    program=$!
    started+=("$program")
    window=$(window_called '^Tercet$')
    echo "first window after $(seconds_since "$began") s, $cold" | tee -a "$out/times.txt"
    drag "$window" "$person/文档 documents/$file"
    await "the document is read" 180 is_ready "$file"
    ask "$question"
    await "the answer is shown on its page" 300 clicked_shows "$window" "$language" "$@"
    echo "seen in $out/window-$language.png: $*"
    xdotool windowactivate --sync "$window" key --clearmodifiers ctrl+q
    await "the window closes" 60 has_ended "$program"
    wait "$program" || fail "the window ended with $?; see $out/window-$language.log"
    began=$(date +%s.%N)
    as_person env LANG="${locales[$language]}" tercet >>"$out/window-$language.log" 2>&1 &
    program=$!
    started+=("$program")
    window=$(window_called '^Tercet$')
    echo "first window after $(seconds_since "$began") s, the second time" | tee -a "$out/times.txt"
    xdotool windowactivate --sync "$window" key --clearmodifiers ctrl+q
    await "the window closes" 60 has_ended "$program"
    wait "$program" || fail "the second window ended with $?; see $out/window-$language.log"
}

declare -A locales=([en]=en_GB.UTF-8 [zh]=zh_CN.UTF-8)

start_screen() {
    local number
    mkfifo "$work/display"
    exec 3<>"$work/display"
    Xvfb -displayfd 3 -screen 0 1400x900x24 -ac -nolisten tcp >"$out/screen.log" 2>&1 &
    started+=($!)
    read -r -t 30 number <&3 || fail "no X server came up, see $out/screen.log"
    export DISPLAY=:$number
    openbox >/dev/null 2>&1 &
    started+=($!)
    sleep 1
}

window_called() { # title
    local end=$((SECONDS + 60)) found
    while [ $SECONDS -lt $end ]; do
        found=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -1)
        [ -z "$found" ] || { echo "$found"; return; }
        sleep 0.02
    done
    fail "no window called $1 within a minute"
}

drag() { # window, file: a real drag, as a hand does it, from a program of its own
    local source step carrier
    QT_QPA_PLATFORM=xcb "$python" "$top/tests/gui/dragging.py" "$2" >/dev/null 2>&1 &
    carrier=$!
    started+=("$carrier")
    source=$(window_called '^dragging$')
    xdotool windowsize --sync "$1" 1180 760 windowmove "$1" 200 100 windowmove "$source" 10 10
    sleep 1
    xdotool mousemove --window "$source" 60 40 mousedown 1
    for step in $(seq 1 40); do
        xdotool mousemove_relative -- 14 9
        sleep 0.03
    done
    sleep 0.5
    xdotool mouseup 1
    sleep 1
    kill "$carrier"
    xdotool windowactivate --sync "$1"
}

ask() { # question
    xdotool key --clearmodifiers ctrl+l
    sleep 0.5
    xdotool type --delay 60 "$1"
    sleep 0.5
    xdotool key Return
}

is_ready() { # file name: the document is read and indexed, as the command line beside the window sees it
    as_person tercet list --json 2>/dev/null | "$python" -c '
import json, sys
rows = [json.loads(line) for line in sys.stdin]
sys.exit(not any(row["name"] == sys.argv[1] and row["status"] == "ready" for row in rows))' "$1"
}

clicked_shows() { # window, language, words …: after a click on the first triple, which is where the window puts it
    xdotool mousemove --window "$1" 470 212 click 1
    sleep 2
    shows "$@"
}

shows() { # window, language, words …: a picture of the window, read by Tercet itself, holds all the words
    local window=$1 language=$2
    shift 2
    import -window "$window" "$out/window-$language.png"
    cp "$out/window-$language.png" "$root$person/picture.png"
    as_person tercet read "$person/picture.png" --json 2>/dev/null | "$python" -c '
import json, sys
said = "".join(block["text"] for line in sys.stdin for block in json.loads(line)["page"]["blocks"])
flat = "".join(said.split())
open(sys.argv[1], "w", encoding="utf-8").write(said)
sys.exit(any("".join(words.split()) not in flat for words in sys.argv[2:]))' "$out/window-$language.txt" "$@"
}

has_ended() { # process
    ! kill -0 "$1" 2>/dev/null
}

try_appimage() {
    local file
    file=$(compgen -G "$top/dist/Tercet-*.AppImage") || fail "there is no AppImage in dist"
    say "The AppImage's self-test"
    mkdir -p "$root/opt/trial"
    cp "$file" "$root/opt/trial/Tercet.AppImage"
    as_person env TERCET_HOME="$person/other" TMPDIR="$person" /opt/trial/Tercet.AppImage --appimage-extract-and-run \
        check | tee "$out/appimage.txt"
    rm -r "$root/opt/trial"
}

try_removal() {
    say "Removing"
    inside_root apt-get remove -y tercet tercet-models 2>&1 | tee "$out/remove.log" | tail -6
    [ ! -e "$root/opt/tercet" ] || fail "removing left $(find "$root/opt/tercet" | head -3)"
    [ -s "$root$person/.local/share/Tercet/library.sqlite" ] || fail "removing took the person's library along"
    grep -q 'share/Tercet' "$out/remove.log" || fail "removing did not say where the library is"
}

inside_root() { # with the network, as root: for apt
    unshare --mount bash -c 'mount -t proc proc "$0/proc" && exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
        DEBIAN_FRONTEND=noninteractive "$@"' "$root" "$@"
}

as_person() ( # without any network, as a user without rights; a shell of its own, so that its number is the program's
    exec unshare --mount --net bash -c 'ip link set lo up; mount -t proc proc "$0/proc"
        mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"; mount -t tmpfs tmpfs "$0/dev/shm"
        exec chroot --userspec=person "$0" env -i HOME="$1" PATH=/usr/bin:/bin DISPLAY="$2" "${@:3}"' \
        "$root" "$person" "${DISPLAY:-}" "$@"
)

as_root() {
    chroot "$root" "$@"
}

await() { # what, seconds, command …
    local what=$1 end=$((SECONDS + $2))
    shift 2
    until "$@"; do
        [ $SECONDS -lt $end ] || fail "waited in vain until $what"
        sleep 1
    done
}

seconds_since() {
    awk -v began="$1" -v now="$(date +%s.%N)" 'BEGIN { printf "%.2f", now - began }'
}

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

main "$@"
