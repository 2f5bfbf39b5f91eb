import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApplicationFailure } from '@temporalio/common';
import { Client } from 'pg';
import { roundToMinor } from '../../../domain/money/money';
import { detailsOf } from '../../../worker/temporal-logger';
import { describeError } from '../../../worker/describe-error';

const caught = async (work: () => unknown): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    return error;
  }
};

it('says of an error of ours where it came from', async () => {
  const told = describeError(await caught(() => roundToMinor('Ada Field', 'GBP')));
  expect(told).toMatchObject({ error: 'Error', at: expect.stringMatching(/^domain\/money\/money\.ts:\d+$/) });
});

it('says what a library met, and what that was met by', async () => {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const refused = await caught(() => fetch(`http://127.0.0.1:${port}`));
  expect(describeError(refused)).toMatchObject({
    error: 'TypeError',
    cause: { error: 'Error', code: 'ECONNREFUSED' },
  });
  const away = await caught(() => new Client({ connectionString: 'postgres://ada@127.0.0.1:1/x' }).connect());
  expect(describeError(away)).toMatchObject({ code: 'ECONNREFUSED' });
});

it('says which rule of the database refused, and of which kind a failure is', () => {
  const violation = Object.assign(new Error('Key (name)=(Ada Field) already exists.'), {
    code: '23505',
    constraint: 'person_name_key',
    detail: 'Ada Field',
  });
  const failure = ApplicationFailure.create({
    type: 'connect-rejected',
    message: 'Ada Field',
    cause: violation,
  });
  expect(describeError(failure)).toMatchObject({
    error: 'ApplicationFailure',
    type: 'connect-rejected',
    cause: { code: '23505', constraint: 'person_name_key' },
  });
});

it('never says what people typed, wherever it stands', () => {
  const name = 'Ada Field';
  const typed =
    `${name}\n    at ${name} (/x/dist/worker/${name}.js:1:1)\n` +
    `    at ${name} (/x/dist/worker/ada-field.js:1:1)`;
  const error = Object.assign(new Error(typed, { cause: new Error(typed) }), {
    code: name,
    type: name,
    constraint: name,
  });
  error.name = name;
  for (const told of [
    describeError(error),
    describeError(name),
    detailsOf({ error, payload: name, workflowId: 'w' }),
  ])
    expect(JSON.stringify(told)).not.toMatch(/ada.field/i);
  expect(detailsOf({ error, workflowId: 'w' })).toMatchObject({ workflowId: 'w', error: 'Error' });
});

it('ends, whatever causes what', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).match(/cause/g)).toHaveLength(3);
});
