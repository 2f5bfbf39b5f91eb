export default async function globalTeardown(): Promise<void> {
  await (await globalThis.testServices)?.stop();
  globalThis.testServices = undefined;
}
