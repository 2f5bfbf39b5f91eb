import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { BucketPlace } from '../../../connectors/file-store/bucket/bucket-place';
import { openBucket } from '../../../connectors/file-store/bucket/bucket';
import { createBucketStore } from '../../../connectors/file-store/bucket/bucket-store';
import { isNotStored } from '../../../connectors/file-store/file-store-error';
import { type Proxy, startProxy } from '../../../dev/tools/network/proxy';
import { describeWithS3, startTestBucket, type TestBucket } from '../../setup/s3-server';
import { until } from '../../setup/until';

const soon = { connectWithinMs: 500, answerWithinMs: 400, copyWithinMs: 400, silentMs: 100 };
const small = () => Readable.from([Buffer.from('calls')]);
const failed = (work: Promise<unknown>) =>
  work.then(
    () => Promise.reject(new Error('it was done')),
    (error: unknown) => error as Error & { fault?: string; code?: string },
  );

describeWithS3('a bucket that answers as it should not', () => {
  let bucket: TestBucket;
  let proxy: Proxy;
  const behind = (): BucketPlace => ({ ...bucket.place, endpoint: `http://127.0.0.1:${proxy.port}` });
  beforeAll(async () => {
    bucket = await startTestBucket();
    const { hostname: host, port } = new URL(bucket.place.endpoint);
    proxy = await startProxy({ target: { host, port: Number(port) } });
  });
  afterAll(async () => {
    await proxy?.close();
    await bucket?.close();
  });

  it.each([
    ['another secret', { credentials: { accessKeyId: 'operate-connect', secretAccessKey: 'guessed' } }],
    ['a bucket that is not there', { bucket: 'elsewhere' }],
  ])('says of %s what it is called, and nothing that is secret', async (_what, change) => {
    const store = await createBucketStore({ ...bucket.place, ...change });
    const reading = failed(buffer(store.open('0'.repeat(64))));
    for (const work of [failed(store.receive(small())), failed(store.probe()), reading]) {
      const error = await work;
      expect(error).toMatchObject({ name: 'FileStoreError', fault: 'unavailable' });
      expect(error.code).toMatch(/^(SignatureDoesNotMatch|NoSuchBucket)$/);
      expect(error.message).toBe(`the file store's bucket: ${error.code}`);
      expect(error.cause).toBeUndefined();
    }
  });

  it('goes on at the byte where a connection broke, and gives up only what stays broken', async () => {
    const content = randomBytes(12 * 1024 * 1024);
    const direct = await createBucketStore(bucket.place);
    const received = await direct.receive(Readable.from([content]));
    await received.keep();
    const store = await createBucketStore(behind());
    const blocks: Buffer[] = [];
    let broken = 0;
    for await (const block of store.open(received.sha256, 1_000) as AsyncIterable<Buffer>) {
      blocks.push(block);
      const bytes = blocks.reduce((sum, { length }) => sum + length, 0);
      if (bytes < (broken + 1) * 1_000_000 || broken === 9) continue;
      broken++;
      proxy.silence();
      proxy.destroySilenced();
    }
    expect(broken).toBe(9);
    expect(Buffer.concat(blocks).equals(content.subarray(1_000))).toBe(true);
  });

  it('stores nothing that was put in the place of what came in', async () => {
    const store = await createBucketStore(bucket.place);
    const received = await store.receive(small());
    const calls = await openBucket(bucket.place);
    for await (const { key } of calls.objects(`${bucket.place.prefix}/incoming/`))
      await calls.put(key, Buffer.from('other'));
    expect(await failed(received.keep())).toMatchObject({ code: 'PreconditionFailed' });
    expect(isNotStored(await failed(buffer(store.open(received.sha256))))).toBe(true);
    await received.discard();
  });

  it('gives up an upload during which it goes away; what is left of it is swept', async () => {
    const store = await createBucketStore(behind(), soon);
    const content = new PassThrough();
    const receiving = failed(store.receive(content));
    content.write(randomBytes(9 * 1024 * 1024));
    await until(
      () => Promise.resolve(proxy.connections().served),
      (count) => count > 0,
    );
    await proxy.close();
    content.end(randomBytes(9 * 1024 * 1024));
    expect(await receiving).toMatchObject({ fault: 'unavailable' });
    expect(
      await (await createBucketStore(bucket.place)).sweep(new Date(Date.now() + 3_600_000)),
    ).toBeLessThan(3);
  });
});

describe('a bucket that', () => {
  let server: Server | undefined;
  let asked: string[];
  afterEach(() => new Promise((resolve) => (server?.closeAllConnections(), server?.close(resolve))));

  async function storeAt(answer: RequestListener) {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.method as string);
      request.resume();
      answer(request, response);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const place = {
      bucket: 'call-files',
      prefix: null,
      region: 'us-east-1',
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      pathStyle: true,
      credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
    };
    return createBucketStore(place, soon);
  }

  it('does not answer is asked three times, and no probe waits for it longer than 2 s', async () => {
    const store = await storeAt(() => undefined);
    expect(await failed(store.receive(small()))).toMatchObject({ fault: 'unavailable', code: 'ETIMEDOUT' });
    expect(asked.filter((method) => method === 'PUT')).toHaveLength(3);
    await failed(buffer(store.open('0'.repeat(64))));
    const begun = Date.now();
    const probes = await Promise.all([failed(store.probe()), failed(store.probe())]);
    expect(Date.now() - begun).toBeLessThan(10_000);
    for (const error of probes) expect(error).toMatchObject({ name: 'FileStoreError', fault: 'unavailable' });
  });

  it.each([
    [507, '', 'full'],
    [403, '<Error><Code>QuotaExceeded</Code><Message>No more</Message></Error>', 'full'],
    [403, '<Error><Code>AccessDenied</Code><Message>Not you</Message></Error>', 'unavailable'],
    [500, '<Error><Code>InternalError</Code><Message>Sorry</Message></Error>', 'unavailable'],
  ])('answers %d %s is %s', async (status, body, fault) => {
    const store = await storeAt((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
    });
    expect(await failed(store.receive(small()))).toMatchObject({ name: 'FileStoreError', fault });
    expect(asked.length).toBeLessThan(8);
  });

  it('falls silent in the middle is asked three times, and then given up', async () => {
    const store = await storeAt((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).flushHeaders();
    });
    expect(await failed(buffer(store.open('0'.repeat(64))))).toMatchObject({ code: 'ETIMEDOUT' });
    expect(asked).toEqual(['GET', 'GET', 'GET']);
  });

  it('breaks off again and again is given up', async () => {
    const store = await storeAt((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('x', () => response.destroy());
    });
    const blocks: Buffer[] = [];
    const reading = async () => {
      for await (const block of store.open('0'.repeat(64)) as AsyncIterable<Buffer>) blocks.push(block);
    };
    // Each time it gives a byte, so reading goes on, for as long as whoever reads wants it.
    const error = failed(reading());
    await until(
      () => Promise.resolve(asked.length),
      (count) => count > 5,
    );
    server?.removeAllListeners('request').on('request', (_request, response) => response.destroy());
    expect(await error).toMatchObject({ name: 'FileStoreError', fault: 'unavailable' });
    expect(Buffer.concat(blocks).length).toBeGreaterThan(4);
  });
});
