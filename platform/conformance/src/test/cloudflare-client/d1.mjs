// Drives a D1 API with Cloudflare's own client and prints what it saw as one line of JSON.
// Usage: node d1.mjs <base URL> <token> <account>
import Cloudflare from "cloudflare";

const [baseURL, apiToken, account_id] = process.argv.slice(2);
const client = new Cloudflare({ baseURL, apiToken, maxRetries: 0 });
const d1 = client.d1.database;
const account = { account_id };
const seen = {};

/** What kind of error the client makes of a refusal, and Cloudflare's code in it. */
async function refusal(call) {
  try {
    await call();
    return "none";
  } catch (e) {
    return `${e.constructor.name} ${e.status} ${e.errors?.[0]?.code}`;
  }
}

async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

const made = await d1.create({ ...account, name: "shop", primary_location_hint: "weur" });
seen.made = [made.name, made.version, made.num_tables];
seen.twice = await refusal(() => d1.create({ ...account, name: "shop" }));
seen.nameless = await refusal(() => d1.create({ ...account, name: "" }));
// The client asks for pages until one is empty.
seen.listed = (await all(d1.list({ ...account, name: "shop", per_page: 1 }))).map((found) => found.name);
seen.got = (await d1.get(made.uuid, account)).uuid === made.uuid;
seen.edited = (await d1.edit(made.uuid, { ...account, read_replication: { mode: "auto" } })).read_replication.mode;
seen.absent = await refusal(() => d1.get("11111111-0000-4000-8000-000000000000", account));
seen.badToken = await refusal(() => new Cloudflare({ baseURL, apiToken: "wrong", maxRetries: 0 }).d1.database.get(made.uuid, account));

const query = async (sql, params) => (await all(d1.query(made.uuid, { ...account, sql, params }))).map((r) => r.results);
await query("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT); CREATE INDEX item_name ON item (name)");
await query("INSERT INTO item VALUES (1, ?), (2, 'it''s; two')", ["one"]);
seen.rows = await query("SELECT * FROM item ORDER BY id");
seen.raw = (await all(d1.raw(made.uuid, { ...account, sql: "SELECT 1 AS a, 2 AS a" }))).map((r) => r.results);
seen.both = await query("SELECT 1 AS n; SELECT 2 AS n");
seen.batch = await refusal(() => all(d1.query(made.uuid, { ...account, batch: [{ sql: "INSERT INTO item VALUES (3, 'x')" }, { sql: "INSERT INTO item VALUES (3, 'y')" }] })));
seen.syntax = await refusal(() => query("selec 1"));
seen.count = (await query("SELECT count(*) AS n FROM item"))[0][0].n;

const { bookmark } = await d1.timeTravel.getBookmark(made.uuid, account);
seen.sameBookmark = (await d1.timeTravel.getBookmark(made.uuid, account)).bookmark === bookmark;
await query("DROP TABLE item");
const restored = await d1.timeTravel.restore(made.uuid, { ...account, bookmark });
seen.restored = (await query("SELECT count(*) AS n FROM item"))[0][0].n;
await d1.timeTravel.restore(made.uuid, { ...account, bookmark: restored.previous_bookmark });
seen.undone = await refusal(() => query("SELECT * FROM item"));
await d1.timeTravel.restore(made.uuid, { ...account, bookmark });
seen.bookmarksGrow = bookmark < restored.previous_bookmark && restored.previous_bookmark < restored.bookmark;
seen.badBookmark = await refusal(() => d1.timeTravel.restore(made.uuid, { ...account, bookmark: "00000000-nonsense" }));
seen.tooOld = await refusal(() => d1.timeTravel.getBookmark(made.uuid, { ...account, timestamp: "2001-01-01T00:00:00Z" }));

let dump = await d1.export(made.uuid, { ...account, output_format: "polling" });
while (dump.status === "active") {
  dump = await d1.export(made.uuid, { ...account, output_format: "polling", current_bookmark: dump.at_bookmark });
}
const script = await (await fetch(dump.result.signed_url)).text();
seen.script = script;

const { createHash } = await import("node:crypto");
const copy = await d1.create({ ...account, name: "copy" });
const etag = createHash("md5").update(script).digest("hex");
const upload = await d1.import(copy.uuid, { ...account, action: "init", etag });
const put = await fetch(upload.upload_url, { method: "PUT", body: script });
seen.etag = put.headers.get("etag") === `"${etag}"`;
let load = await d1.import(copy.uuid, { ...account, action: "ingest", etag, filename: upload.filename });
while (load.status === "active") {
  load = await d1.import(copy.uuid, { ...account, action: "poll", current_bookmark: load.at_bookmark });
}
seen.loaded = [load.status, load.result.num_queries];
seen.copied = (await all(d1.query(copy.uuid, { ...account, sql: "SELECT * FROM item ORDER BY id" })))[0].results;
seen.idle = (await d1.import(copy.uuid, { ...account, action: "poll", current_bookmark: "none" })).error;

await d1.delete(made.uuid, account);
seen.deleted = await refusal(() => query("SELECT 1"));
console.log(JSON.stringify(seen));
