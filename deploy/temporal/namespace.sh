#!/bin/sh
# Makes the namespace `default`, which keeps what has ended for a month. Safe to run again.
# The server's port is open before its services have found each other: so it is asked until it answers, sixty times at most.
set -u
for try in $(seq 60); do
  known=$(temporal operator namespace describe --namespace default 2>&1) && exit 0
  made=$(temporal operator namespace create --namespace default --retention 30d 2>&1)
  sleep 2
done
echo "$known" >&2
echo "$made" >&2
exit 1
