#!/usr/bin/env bash
# Runs the relay for a side-by-side measurement of mail servers, in the foreground and as one process.
#   BENCH_WORK       empty folder, for the data
#   BENCH_SMTP_PORT  BENCH_POP3_PORT  BENCH_SINK_PORT   where it listens, and where its provider does
#   BENCH_PURPOSE=startup  brings no user: only the time to the greeting is wanted
#   BENCH_PRELOAD          makes the disk slower, for a measurement of that
# Nobody may send before the user "bench" (password "bench") has signed in to POP3.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
# The Node that the packages bring; found here, since asking for it would count as start-up time.
node=$(ls "$root"/node_modules/node-*/bin/node | head -1)
data="$BENCH_WORK/data"
[[ ${BENCH_PURPOSE:-} == startup ]] || "$node" "$root/test/bench/compare/seed.ts" bench 0 0
# Twenty connections to the provider, as many as a usual Postfix opens; five is what Mailroom opens unasked.
set_=(
  listeners.relay.port="$BENCH_SMTP_PORT" listeners.relay.host=127.0.0.1
  listeners.pop3.port="$BENCH_POP3_PORT" listeners.pop3.host=127.0.0.1
  listeners.submission.enabled=false listeners.submissions.enabled=false listeners.pop3s.enabled=false
  provider.kind=smarthost provider.host=127.0.0.1 provider.port="$BENCH_SINK_PORT"
  provider.maxConnections=20 provider.tls=none provider.auth=none limits.minFreeDiskBytes=0
)
LD_PRELOAD=${BENCH_PRELOAD:-} exec "$node" "$root/out/main/serve.js" --quiet --data "$data" "${set_[@]/#/--set=}"
