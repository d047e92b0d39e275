#!/bin/bash
# The README's commands in a bare Debian root: what somebody meets who has a toolchain, a clone, and nothing else.
# Usage, as root: Tools/newcomer.sh [FOLDER]   (mmdebstrap needed; the folder is made new and stays when something fails)
# The commands are read from the README, so that it is the README which is tested.
set -euo pipefail
cd "$(dirname "$0")/.."
root=${1:-out/newcomer}
suite=${SUITE:-bookworm}
# What swift.org lists for the toolchain on Debian, and what a clone and `make` need. Nothing of this package.
packages=binutils-gold,ca-certificates,gcc,git,libc6-dev,libcurl4-openssl-dev,libedit2,libncurses-dev,libpython3-dev,libstdc++-12-dev,libxml2-dev,make,pkg-config,tzdata,zlib1g-dev

[ "$(id -u)" = 0 ] || { echo "newcomer: run as root (mounts and chroot)." >&2; exit 64; }
[ ! -e "$root" ] || { echo "newcomer: $root is there already." >&2; exit 73; }
# Mounts are made in a namespace of its own, so that none is left behind.
[ -n "${NEWCOMER_INSIDE:-}" ] || NEWCOMER_INSIDE=1 exec unshare --mount --propagation private "$0" "$@"

mkdir -p "$(dirname "$root")"
root=$(realpath -m "$root")
mmdebstrap --quiet --variant=minbase --include="$packages" "$suite" "$root"
toolchain=$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")")
bound=()
# Read-only: nothing that is done in the root may reach what is bound there.
bind() { mkdir -p "$root$1"; mount --bind "$1" "$root$1"; bound+=("$root$1"); mount -o remount,ro,bind "$root$1"; }
bind "$toolchain"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# Where git fetches packages from a local mirror, the root does too.
git config --get-regexp '^url\..*\.insteadof$' >"$root/tmp/mirrors" || true
while read -r key value; do
  HOME="$root/root" git config --global --add "$key" "$value"
  mirror=${key#url.}; mirror=${mirror%.insteadof}
  if [ -d "$mirror" ]; then mountpoint -q "$root${mirror%/}" || bind "${mirror%/}"; fi
done <"$root/tmp/mirrors"
git clone --quiet --no-local . "$root/root/counselmatch"

# The lines of the first block under "Set up", without their comments.
commands=$(awk '/^## Set up/ { on = 1 } on && /^```/ { if (inside) exit; inside = 1; next } inside' README.md | sed 's/ *#.*//')
[ -n "$commands" ] || { echo "newcomer: the README has no commands under Set up." >&2; exit 1; }
while read -r command; do
  echo "newcomer: $command"
  # No input: nothing may ask anything.
  env -i HOME=/root LANG=C.UTF-8 TERM=dumb JOBS="${JOBS:-$(nproc)}" PATH="$toolchain/usr/bin:/usr/local/bin:/usr/bin:/usr/sbin:/bin:/sbin" \
    chroot "$root" /bin/bash -c "cd /root/counselmatch && $command" </dev/null
done <<<"$commands"
test -s "$root/root/counselmatch/out/demo/report.html"
echo "newcomer: all commands of the README ended well in a bare $suite; out/demo/report.html is there."
umount -R "$root/dev" "$root/proc" "${bound[@]}"
[ -z "${KEEP:-}" ] || exit 0
# A bind mount of the same file system is no other file system to rm: while anything is mounted, nothing is removed.
if grep -qF " $root/" /proc/self/mounts; then
  echo "newcomer: $root is left as it is: something is still mounted there." >&2
  exit 1
fi
rm -rf --one-file-system "$root"
