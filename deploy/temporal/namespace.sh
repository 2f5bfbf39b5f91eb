#!/bin/sh
# Makes the namespace `default`, which keeps what has ended for a month. Safe to run again.
# The server's port is open before its services have found each other: so it is asked until it answers, two minutes at most.
set -u
host=${TEMPORAL_ADDRESS%:*}
port=${TEMPORAL_ADDRESS##*:}
for try in $(seq 60); do
  # By number, where there is one: shortly after the start, asking by name has been seen to fail.
  ip=$(getent ahostsv4 "$host" 2> /dev/null | awk 'NR == 1 { print $1 }')
  export TEMPORAL_ADDRESS="${ip:-$host}:$port"
  known=$(temporal operator namespace describe --namespace default 2>&1) && exit 0
  made=$(temporal operator namespace create --namespace default --retention 30d 2>&1)
  sleep 2
done
echo "$known" >&2
echo "$made" >&2
exit 1
