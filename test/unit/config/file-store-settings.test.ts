import { readApiSettings } from '../../../config/api-settings';
import { readWorkerSettings } from '../../../config/worker-settings';

const others = {
  DATABASE_URL: 'postgresql://u:p@localhost/db',
  CONNECT_BASE_URL: 'http://127.0.0.1:1',
  CONNECT_API_KEY: 'key',
};
const bucket = { FILE_STORE: 's3', S3_BUCKET: 'call-files' };
const keys = { S3_ACCESS_KEY_ID: 'AKEY', S3_SECRET_ACCESS_KEY: 'SECRET' };
const storeOf = (env: NodeJS.ProcessEnv) => readWorkerSettings({ ...others, ...env }).fileStore;
const faultsOf = (env: NodeJS.ProcessEnv) => {
  try {
    readApiSettings({ ...others, ...env });
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  return [];
};
const namesIn = (faults: string[]) => faults.map((fault) => fault.trim().split(':')[0]).sort();

it('is a folder unless told otherwise', () => {
  const folder = { kind: 'folder', folder: '/data' };
  expect(storeOf({ FILE_STORE_DIR: '/data' })).toEqual(folder);
  // As compose files leave what is not set.
  const empty = { FILE_STORE: 'folder', S3_BUCKET: '', S3_ENDPOINT: '', S3_PREFIX: '', S3_ACCESS_KEY_ID: '' };
  expect(storeOf({ FILE_STORE_DIR: '/data', ...empty, S3_SECRET_ACCESS_KEY: '' })).toEqual(folder);
});

it('is a bucket of Amazon, with the credentials of its surroundings, or any other', () => {
  const ofAmazon = {
    kind: 's3',
    bucket: 'call-files',
    region: 'us-east-1',
    endpoint: null,
    credentials: null,
  };
  expect(storeOf(bucket)).toMatchObject({ ...ofAmazon, prefix: null });
  expect(storeOf({ ...bucket, FILE_STORE_DIR: '/data' })).toMatchObject(ofAmazon);
  const own = {
    S3_ENDPOINT: 'http://store.internal:9000',
    S3_REGION: 'eu-west-2',
    S3_PREFIX: 'calls/2026',
    S3_PATH_STYLE: 'false',
  };
  expect(storeOf({ ...bucket, ...keys, ...own })).toEqual({
    kind: 's3',
    bucket: 'call-files',
    prefix: 'calls/2026',
    region: 'eu-west-2',
    endpoint: 'http://store.internal:9000',
    pathStyle: false,
    credentials: { accessKeyId: 'AKEY', secretAccessKey: 'SECRET' },
  });
});

it('tells everything that is wrong at once, and no secret', () => {
  const wrong = {
    FILE_STORE: 's3',
    S3_PREFIX: '/a//b/',
    S3_REGION: 'over there',
    S3_ENDPOINT: 'http://user:hidden@store:9000',
    S3_PATH_STYLE: 'perhaps',
    S3_SECRET_ACCESS_KEY: 'hidden',
    MAX_UPLOAD_BYTES: '6000000000',
  };
  const faults = faultsOf(wrong);
  expect(namesIn(faults)).toEqual([
    'MAX_UPLOAD_BYTES',
    'S3_ACCESS_KEY_ID',
    'S3_BUCKET',
    'S3_ENDPOINT',
    'S3_PATH_STYLE',
    'S3_PREFIX',
    'S3_REGION',
  ]);
  expect(faults.join()).not.toContain('hidden');
});

it.each([
  [{}, ['FILE_STORE_DIR']],
  [{ ...bucket, FILE_STORE: 'folder', FILE_STORE_DIR: '' }, ['FILE_STORE_DIR']],
  [{ FILE_STORE: 'tape', FILE_STORE_DIR: '/data' }, ['FILE_STORE']],
  [{ FILE_STORE: 's3' }, ['S3_BUCKET']],
  [{ ...bucket, S3_BUCKET: 'Not A Bucket' }, ['S3_BUCKET']],
  [{ ...bucket, S3_ACCESS_KEY_ID: 'AKEY' }, ['S3_SECRET_ACCESS_KEY']],
  [{ FILE_STORE_DIR: '/data', MAX_UPLOAD_BYTES: '6000000000' }, []],
])('names what is wrong with %j', (env, names) => {
  expect(namesIn(faultsOf(env))).toEqual(names);
});
