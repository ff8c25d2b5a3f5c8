#!/usr/bin/env bash
# Installs what the tests need beside the relay (mail programs, the compiler of the Windows installer) from Debian's packages.
set -euo pipefail
programs=(curl swaks libnet-ssleay-perl msmtp mpop fetchmail postfix python3 strace sasl2-bin libsasl2-modules procps nsis)
missing=()
for program in "${programs[@]}"; do
  dpkg -s "$program" >/dev/null 2>&1 || missing+=("$program")
done
if ((${#missing[@]})); then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
