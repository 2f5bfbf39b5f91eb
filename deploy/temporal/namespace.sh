#!/bin/sh
# Makes the namespace `default`, which keeps what has ended for a month. Safe to run again.
set -eu
temporal operator namespace describe --namespace default > /dev/null 2>&1 ||
  temporal operator namespace create --namespace default --retention 30d
