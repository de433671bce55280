// Drives a Vectorize API with Cloudflare's own client; prints what it answers as one line of JSON.
import Cloudflare, { toFile } from 'cloudflare';

const [baseURL, apiToken, account_id] = process.argv.slice(2);
const client = new Cloudflare({ baseURL, apiToken, maxRetries: 0 });
const indexes = client.vectorize.indexes;
const at = { account_id };
const seen = {};

async function refusal(call) {
  try {
    await call();
    return null;
  } catch (e) {
    return { type: e.constructor.name, status: e.status, codes: e.errors?.map((each) => each.code) };
  }
}

async function visible(mutationId) {
  for (let i = 0; i < 500; i++) {
    const info = await indexes.info('products', at);
    if (info.processedUpToMutation === mutationId) {
      return info;
    }
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('never visible: ' + mutationId);
}

const lines = (vectors) =>
  toFile(Buffer.from(vectors.map((each) => JSON.stringify(each)).join('\n')), 'vectors.ndjson', {
    type: 'application/x-ndjson',
  });

seen.created = await indexes.create({ ...at, name: 'products', config: { dimensions: 3, metric: 'cosine' } });
seen.duplicate = await refusal(() =>
  indexes.create({ ...at, name: 'products', config: { dimensions: 3, metric: 'cosine' } }),
);
seen.listed = [];
for await (const each of indexes.list(at)) {
  seen.listed.push(each.name);
}
await visible(
  (await indexes.metadataIndex.create('products', { ...at, propertyName: 'price', indexType: 'number' })).mutationId,
);
seen.metadataIndexes = await indexes.metadataIndex.list('products', at);

const upserted = await indexes.upsert('products', {
  ...at,
  body: await lines([
    { id: 'a', values: [1, 0, 0], namespace: 'acme', metadata: { price: 10, name: 'hat' } },
    { id: 'b', values: [0.9, 0.1, 58.8], namespace: 'acme', metadata: { price: 20 } },
    { id: 'c', values: [1, 0, 0], namespace: 'globex', metadata: { price: 10 } },
  ]),
});
seen.info = await visible(upserted.mutationId);
const inserted = await indexes.insert('products', {
  ...at,
  body: await lines([{ id: 'a', values: [0, 1, 0], namespace: 'acme' }]),
});
await visible(inserted.mutationId);
seen.found = await indexes.getByIDs('products', { ...at, ids: ['a', 'absent', 'b'] });
seen.queried = await indexes.query('products', {
  ...at,
  vector: [1, 0, 0],
  namespace: 'acme',
  topK: 5,
  returnMetadata: 'all',
});
seen.filtered = await indexes.query('products', {
  ...at,
  vector: [1, 0, 0],
  filter: { price: { $gte: 15 } },
  returnMetadata: 'indexed',
});
await visible((await indexes.deleteByIDs('products', { ...at, ids: ['b'] })).mutationId);
seen.left = (await indexes.listVectors('products', at)).vectors.map((each) => each.id);
seen.tooMany = await refusal(() => indexes.query('products', { ...at, vector: [1, 0, 0], topK: 51, returnMetadata: 'all' }));
seen.tooShort = await refusal(() => indexes.query('products', { ...at, vector: [1, 0] }));
await indexes.delete('products', at);
seen.gone = await refusal(() => indexes.get('products', at));
console.log(JSON.stringify(seen));
