import { createHash, randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { placeOf } from '../../../connectors/file-store/file-store';
import { isNotStored } from '../../../connectors/file-store/file-store-error';
import { until } from '../../setup/until';
import { describeWithS3 } from '../../setup/s3-server';
import { bucketUnderTest, folderUnderTest, type StoreUnderTest } from './stores';

/** What a file store is, whatever is behind it. */
function contract(make: () => Promise<StoreUnderTest>): void {
  let one: StoreUnderTest;
  beforeAll(async () => (one = await make()));
  afterAll(() => one?.close());

  const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
  const inPieces = (content: Buffer, size = 100_000) =>
    Readable.from(
      Array.from({ length: Math.ceil(content.length / size) }, (_, at) =>
        content.subarray(at * size, (at + 1) * size),
      ),
    );
  async function stored(content: Buffer): Promise<string> {
    const received = await one.store.receive(inPieces(content));
    await received.keep();
    return received.sha256;
  }
  const read = (sha256: string, fromByte?: number) => buffer(one.store.open(sha256, fromByte));
  const reading = (sha256: string) => read(sha256).then(String, (error: unknown) => error);
  const unavailable = {
    name: 'FileStoreError',
    fault: 'unavailable',
    code: expect.stringMatching(/^E?\w+$/),
  };
  const mebibyte = 1024 * 1024;

  it.each([0, 1, 100_001, 8 * mebibyte - 1, 8 * mebibyte, 8 * mebibyte + 1, 21 * mebibyte])(
    'gives back %d bytes as they came, from the start and from any byte on',
    async (size) => {
      const content = randomBytes(size);
      const before = one.left();
      const received = await one.store.receive(inPieces(content));
      expect(received).toMatchObject({ bytes: size, sha256: hashOf(content) });
      await received.keep();
      const { sha256 } = received;
      expect((await read(sha256)).equals(content)).toBe(true);
      for (const fromByte of [1, Math.floor(size / 2), size - 1, size].filter((at) => at >= 0 && at <= size))
        expect((await read(sha256, fromByte)).equals(content.subarray(fromByte))).toBe(true);
      expect(one.left().filter((name) => !before.includes(name))).toEqual([
        expect.stringMatching(new RegExp(`${placeOf(sha256)}$`)),
      ]);
    },
  );

  it('has a file only once it is kept, and nothing of one that is discarded', async () => {
    for (const content of [randomBytes(1_000), randomBytes(9 * mebibyte)]) {
      const before = one.left();
      const received = await one.store.receive(inPieces(content));
      expect(isNotStored(await reading(received.sha256))).toBe(true);
      await received.discard();
      expect(isNotStored(await reading(received.sha256))).toBe(true);
      expect(one.left()).toEqual(before);
    }
  });

  it('stores the same bytes once, and in place of what was damaged', async () => {
    const content = randomBytes(1_000);
    const sha256 = await stored(content);
    const before = one.left();
    one.damage(sha256, 'something else');
    expect((await read(sha256)).toString()).toBe('something else');
    expect(await stored(content)).toBe(sha256);
    expect(one.kept(sha256).equals(content)).toBe(true);
    expect(one.left()).toEqual(before);
  });

  it('keeps a file although it is told to discard it afterwards', async () => {
    const content = randomBytes(1_000);
    const received = await one.store.receive(inPieces(content));
    await received.keep();
    await received.discard();
    expect((await read(received.sha256)).equals(content)).toBe(true);
  });

  it.each([1_000, 20 * mebibyte])('has nothing of what breaks off after %d bytes', async (size) => {
    const before = one.left();
    const content = new PassThrough();
    const receiving = one.store.receive(content);
    content.write(randomBytes(size));
    // Of a large one, a part has arrived already.
    await until(
      () => Promise.resolve(one.left().length),
      (count) => size < 8 * mebibyte || count > before.length,
    );
    content.destroy(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
    await expect(receiving).rejects.toThrow('gone');
    const late = new PassThrough();
    late.once('error', () => undefined).destroy(new Error('gone before'));
    await expect(one.store.receive(late)).rejects.toThrow();
    expect(one.left()).toEqual(before);
  });

  it('waits for what is coming in', async () => {
    const content = new PassThrough();
    const receiving = one.store.receive(content);
    let settled = false;
    const settling = one.store.drain().then(() => (settled = true));
    content.write('half');
    await one.store.probe();
    expect(settled).toBe(false);
    content.end();
    await settling;
    await (await receiving).discard();
  });

  it('lets a reader go before the end', async () => {
    const sha256 = await stored(randomBytes(9 * mebibyte));
    for (let time = 0; time < 55; time++) {
      const file = one.store.open(sha256);
      for await (const block of file) {
        expect((block as Buffer).length).toBeGreaterThan(0);
        break;
      }
    }
    expect((await read(sha256)).length).toBe(9 * mebibyte);
  });

  it('takes nothing but a hash for the name of a file', () => {
    for (const name of ['', '../etc', 'A'.repeat(64)])
      expect(() => one.store.open(name)).toThrow('not a sha-256');
  });

  it('says that it is away, to all who ask, and is as before once it is back', async () => {
    const content = randomBytes(10_000);
    const received = await one.store.receive(inPieces(content));
    const sha256 = await stored(randomBytes(20_000));
    await one.goAway();
    await expect(one.store.probe()).rejects.toMatchObject(unavailable);
    await expect(one.store.receive(inPieces(content))).rejects.toMatchObject(unavailable);
    await expect(received.keep()).rejects.toMatchObject(unavailable);
    expect(isNotStored(await reading(sha256))).toBe(false);
    expect(await reading(sha256)).toMatchObject({ code: expect.stringMatching(/^E/) as string });
    await one.comeBack();
    await one.store.probe();
    await received.keep();
    expect((await read(received.sha256)).equals(content)).toBe(true);
    expect((await read(sha256)).length).toBe(20_000);
  });

  it('sweeps what was neither kept nor discarded, once it is old enough', async () => {
    const sha256 = await stored(randomBytes(3_000));
    const before = one.left();
    await one.store.receive(inPieces(randomBytes(1_000)));
    const broken = new PassThrough();
    const receiving = one.store.receive(broken).catch(() => undefined);
    broken.write(randomBytes(20 * mebibyte));
    await until(
      () => Promise.resolve(one.left().length),
      (count) => count >= before.length + 2,
    );
    const hence = (ms: number) => new Date(Date.now() + ms);
    expect(await one.store.sweep(hence(-3_600_000))).toBe(0);
    expect(one.left().length).toBeGreaterThan(before.length + 1);
    expect(await one.store.sweep(hence(3_600_000))).toBeGreaterThanOrEqual(2);
    expect(one.left().sort()).toEqual(before.sort());
    broken.destroy(new Error('no longer'));
    await receiving;
    expect((await read(sha256)).length).toBe(3_000);
  });
}

describe('a folder', () => contract(folderUnderTest));
describeWithS3('a bucket', () => contract(bucketUnderTest));
