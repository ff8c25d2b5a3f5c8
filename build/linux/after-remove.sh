#!/bin/sh
# After the removal of the Debian package, as root; also when a newer version takes its place. Mail and
# settings are the users' own, in their home folders, and stay.
set -e
[ "$1" = upgrade ] && exit 0

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if command -v apparmor_parser >/dev/null && ! ischroot 2>/dev/null; then
    apparmor_parser --remove "$profile" >/dev/null 2>&1 || true
  fi
  rm -f "$profile"
fi
