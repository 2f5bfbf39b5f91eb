const { readFileSync } = require('node:fs');
const { default: Ajv2020 } = require('ajv/dist/2020');
const addFormats = require('ajv-formats');

/**
 * @returns what validates a body against the schema at a JSON pointer into the contract; compiled when first asked.
 */
function schemasOf(contract) {
  const { schemas } = contract.components;
  const closed = { ...contract, components: { ...contract.components, schemas: close(schemas) } };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(closed, 'contract');
  /** @throws Error with all that does not fit. */
  return function validate(pointer, body) {
    const valid = ajv.getSchema(`contract#${pointer}`);
    if (!valid(body)) throw new Error(ajv.errorsText(valid.errors));
  };
}

const kept = {};

/** Those of a contract in a file, compiled once for all test files of a worker. */
const keptSchemas = (file) => (kept[file] ??= schemasOf(JSON.parse(readFileSync(file, 'utf8'))));

/** A field that the contract does not name is a fault here; elsewhere, clients let it be. */
function close(value) {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, close(one)]));
  return 'properties' in inner && typeof inner.properties === 'object' && !('additionalProperties' in inner)
    ? { ...inner, additionalProperties: false }
    : inner;
}

module.exports = { schemasOf, keptSchemas };
