#!/usr/bin/env bash
# Installs the mail programs that the tests put beside the relay, from Debian's packages.
set -euo pipefail
programs=(curl swaks libnet-ssleay-perl msmtp mpop fetchmail postfix python3 strace sasl2-bin libsasl2-modules procps)
missing=()
for program in "${programs[@]}"; do
  dpkg -s "$program" >/dev/null 2>&1 || missing+=("$program")
done
if ((${#missing[@]})); then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi
