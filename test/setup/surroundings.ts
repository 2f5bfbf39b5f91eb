/** The environment of a program under test: the tester's own settings must not reach it. */
export function surroundings(): NodeJS.ProcessEnv {
  const ours =
    /^(DATABASE_URL|PAYLOAD_KEYS|TEMPORAL_(?!CLI_PATH)|CONNECT_|FILE_STORE|S3_|PORT$|WORKER_PORT|HOST$|LOG_LEVEL)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
