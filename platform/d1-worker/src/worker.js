/*
 * D1 databases over HTTP: POST /query or /raw with {"sql", "params"} or {"batch": [{"sql", "params"}, …]} for the binding
 * DB, /<name>/query or /<name>/raw for the binding DB_<NAME>. Answers have the shape of Cloudflare's REST API. A batch is
 * one transaction.
 */

const MAX_BODY = 16 * 1024 * 1024;
const BOOKMARK = "x-d1-bookmark";

export default {
  async fetch(request, env) {
    try {
      return await handle(request, env);
    } catch (e) {
      return e instanceof Refusal ? failure(e.status, e.code, e.message) : sqlFailure(e);
    }
  },
};

class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function handle(request, env) {
  const { pathname } = new URL(request.url);
  const [, name, action] = /^(?:\/([a-z][a-z0-9-]{0,62}))??\/(query|raw)$/.exec(pathname) ?? [];
  const suffix = name ? `_${name.toUpperCase().replaceAll("-", "_")}` : "";
  await authorize(request, env[`D1_TOKEN${suffix}`] || env.D1_TOKEN);
  // Read whatever the answer is: a connection with an unread body cannot be used again.
  const text = await read(request);
  if (!action) throw new Refusal(404, 7003, `Could not route to ${pathname}`);
  const database = env[`DB${suffix}`];
  if (!database) throw new Refusal(404, 7404, `The database ${name ?? "DB"} could not be found`);
  if (request.method !== "POST") throw new Refusal(405, 10405, "Method not allowed: POST only");
  const body = parse(text);
  const db = database.withSession(request.headers.get(BOOKMARK) || "first-primary");
  const result = await run(db, body, action === "raw");
  const bookmark = db.getBookmark();
  return envelope(200, { success: true, errors: [], messages: [], result }, bookmark ? { [BOOKMARK]: bookmark } : {});
}

/** Compares digests, so that the time it takes tells nothing about the token, not even its length. */
async function authorize(request, token) {
  const given = (request.headers.get("authorization") ?? "").replace(/^Bearer /i, "");
  const [a, b] = await Promise.all([given, token ?? ""].map((text) => digest(text)));
  // A Worker that was deployed without its secret serves nobody.
  if (!token || !crypto.subtle.timingSafeEqual(a, b)) throw new Refusal(403, 10000, "Authentication error");
}

function digest(text) {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}

async function read(request) {
  const tooLarge = () => new Refusal(413, 7400, `The request is larger than ${MAX_BODY} bytes`);
  if (Number(request.headers.get("content-length")) > MAX_BODY) throw tooLarge();
  const chunks = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY) throw tooLarge();
    chunks.push(chunk);
  }
  return new Blob(chunks).text();
}

function parse(text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, 7400, "The request is not JSON");
  }
  const statements = body?.batch ?? [body];
  const valid = (s) => typeof s?.sql === "string" && (s.params === undefined || Array.isArray(s.params));
  if (!Array.isArray(statements) || statements.length === 0 || !statements.every(valid)) {
    throw new Refusal(400, 7400, 'The request needs "sql" and "params", or a "batch" of them');
  }
  return { statements, single: body.batch === undefined };
}

async function run(db, { statements, single }, raw) {
  const prepared = statements.map((s) => db.prepare(s.sql).bind(...(s.params ?? []).map(parameter)));
  if (raw && single) {
    // Keeps columns of the same name apart and names them even when there are no rows; has no meta.
    const [columns, ...rows] = await prepared[0].raw({ columnNames: true });
    return [{ success: true, results: { columns, rows }, meta: {} }];
  }
  const results = await db.batch(prepared);
  return results.map(({ success, results: rows, meta }) => ({ success, results: raw ? table(rows) : rows, meta }));
}

function parameter(value) {
  if (typeof value?.$blob === "string") return Uint8Array.from(atob(value.$blob), (c) => c.charCodeAt(0));
  return typeof value === "boolean" ? Number(value) : value;
}

function table(rows) {
  const columns = Object.keys(rows[0] ?? {});
  return { columns, rows: rows.map((row) => columns.map((column) => row[column])) };
}

function sqlFailure(e) {
  const message = String(e?.message ?? e).replace(/^D1_[A-Z]*ERROR: /, "");
  const overloaded = /D1 DB is overloaded/.test(message);
  const platform = /internal error|Network connection lost|object to be reset|transient issue|exceeded/i.test(message);
  return failure(overloaded ? 429 : platform ? 500 : 400, 7500, message);
}

function failure(status, code, message) {
  return envelope(status, { success: false, errors: [{ code, message }], messages: [], result: [] });
}

function envelope(status, body, headers = {}) {
  return Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });
}
