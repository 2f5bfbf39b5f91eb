#!/bin/sh
# Creates the namespace `default`, which keeps closed workflows for 30 days. Safe to run again.
# The server's port opens before its services are ready, so this tries up to sixty times.
set -u
for try in $(seq 60); do
  known=$(temporal operator namespace describe --namespace default 2>&1) && exit 0
  made=$(temporal operator namespace create --namespace default --retention 30d 2>&1)
  sleep 2
done
echo "$known" >&2
echo "$made" >&2
exit 1
