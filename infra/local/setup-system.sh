#!/usr/bin/env bash
# The one list of Debian packages that tests, a browser among them, and `demo -- --s3` need.
# Installs what is missing when root; otherwise prints the line to run and fails.
set -euo pipefail

packages=(
  postgresql-15
  redis-server
  ceph-mon ceph-osd radosgw ceph-common
  poppler-utils qpdf mupdf-tools
  libnss3-tools openssl
  ca-certificates
  chromium-headless-shell fonts-noto-core
)

missing=()
installed=" $(dpkg-query --show --showformat='${Package}:${db:Status-Status} ' "${packages[@]}" 2>/dev/null || true)"
for package in "${packages[@]}"; do
  [[ $installed == *" $package:installed "* ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ $EUID -ne 0 ]]; then
  echo "Missing system packages. As root:" >&2
  echo "  apt-get install --yes --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

# Packages of servers start them when installed; ours are started by the tests, on ports of their own.
policy=/usr/sbin/policy-rc.d
saved=
if [[ -e $policy ]]; then
  saved=$(mktemp)
  cp --preserve "$policy" "$saved"
fi
restore() {
  if [[ -n $saved ]]; then
    cp --preserve "$saved" "$policy"
    rm -f "$saved"
  else
    rm -f "$policy"
  fi
}
trap restore EXIT
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"

export DEBIAN_FRONTEND=noninteractive
compgen -G '/var/lib/apt/lists/*_Packages*' >/dev/null || apt-get update --quiet
install=(apt-get install --yes --quiet --no-install-recommends "${missing[@]}")
# Old lists name versions that the mirror no longer has.
"${install[@]}" || { apt-get update --quiet && "${install[@]}"; }
