import { TestWorkflowEnvironment } from '@temporalio/testing';

/** `node download-main.js <folder> <version>`: the SDK downloads the program and runs it once. */
async function main(downloadDir: string, version: string): Promise<void> {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version } },
  });
  await environment.teardown();
}

main(process.argv[2] as string, process.argv[3] as string).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message.split('\n')[0]);
    process.exit(1);
  },
);
