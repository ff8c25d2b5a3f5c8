#!/bin/sh
# After the installation of the Debian package, as root. Takes the place of electron-builder's own script and
# does what that does, except for the command: /usr/bin/mailroom comes as a file of the package.
# electron-builder fills in what stands in ${...}.
set -e
folder='/opt/${sanitizedProductName}'

# Chromium's sandbox wants user namespaces; where the system forbids them it wants its helper to be root's. Asked as
# nobody: to root they are never forbidden by kernel.unprivileged_userns_clone.
if setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user true 2>/dev/null; then
  chmod 0755 "$folder/chrome-sandbox"
else
  chmod 4755 "$folder/chrome-sandbox"
fi

# Ubuntu 24.04 and later let only programs with a profile have user namespaces. Older AppArmor does not know
# this kind of profile and does not need it.
profile='/etc/apparmor.d/${executable}'
if command -v apparmor_parser >/dev/null && apparmor_status --enabled >/dev/null 2>&1; then
  if apparmor_parser --skip-kernel-load --debug "$folder/resources/apparmor-profile" >/dev/null 2>&1; then
    cp "$folder/resources/apparmor-profile" "$profile"
    # In a chroot (an image is being made) there is no kernel of its own to load it into.
    if ! ischroot 2>/dev/null; then
      apparmor_parser --replace --write-cache --skip-read-cache "$profile" || true
    fi
  fi
fi

# The menu shows the program at once.
if command -v update-desktop-database >/dev/null; then
  update-desktop-database -q /usr/share/applications || true
fi
