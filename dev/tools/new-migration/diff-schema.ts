import { readFileSync } from 'node:fs';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { type Schemas } from './migration-folder';

/** What the engine's WebAssembly module offers besides its typed functions. */
interface WasmStart {
  __wbindgen_start: () => void;
}

/** The SQL that leads from the earlier schema to the current one, by Prisma's own engine without its download. */
export async function diffSchema({ earlier, current }: Schemas, databaseUrl: string): Promise<string> {
  const { SchemaEngine } = await loadEngine();
  const engine = await SchemaEngine.new(
    { datamodels: [['schema.prisma', current]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl })),
  );
  const { stdout } = await engine.diff({
    from:
      earlier === undefined
        ? { tag: 'empty' }
        : { tag: 'schemaDatamodel', files: [{ path: 'earlier.prisma', content: earlier }] },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: current }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}

/** What Node has of WebAssembly, and only the library of browsers has types of. */
interface WasmRuntime {
  Module: new (bytes: Buffer) => object;
  Instance: new (module: object, imports: Record<string, object>) => { exports: object };
}

async function loadEngine() {
  const name = '@prisma/schema-engine-wasm/schema_engine_bg';
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = readFileSync(require.resolve(name).replace(/\.js$/, '.wasm'));
  const { Instance, Module } = (globalThis as unknown as { WebAssembly: WasmRuntime }).WebAssembly;
  const { exports } = new Instance(new Module(wasm), { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(exports);
  (exports as unknown as WasmStart).__wbindgen_start();
  return engine;
}
