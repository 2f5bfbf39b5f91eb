import pino from 'pino';
import { startApi } from '../../api/start-api';
import { readApiSettings } from '../../config/api-settings';
import type { OwnSystem } from './system';

/** Another API of the same system, which shares nothing with the first but the database. */
export async function startSecondApi(system: OwnSystem) {
  const api = await startApi(readApiSettings({ ...system.env, PORT: '0' }), pino({ level: 'silent' }));
  return { url: `http://127.0.0.1:${api.port}`, stop: () => api.stop() };
}
