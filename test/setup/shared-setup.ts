import startServicesOnce from './services-setup';
import { startSharedSystem } from './shared-programs';

/** The shared system, beside the services that it stands on; it goes when they go. */
export default async function startShared(): Promise<void> {
  const services = await startServicesOnce();
  process.env.TEST_SHARED_SYSTEM = JSON.stringify(await startSharedSystem(services));
}
