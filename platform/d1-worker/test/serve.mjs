// Runs the Worker on workerd with D1 databases in memory, until its standard input ends. Prints the address.
// Usage: node serve.mjs <worker.js> <token> [<name>[=<token of its own>] ...]
import { Miniflare } from "miniflare";
import { readFileSync } from "node:fs";

const [worker, token, ...more] = process.argv.slice(2);
const d1Databases = { DB: "contract" };
const bindings = { D1_TOKEN: token };
for (const [name, own] of more.map((entry) => entry.split("="))) {
  const suffix = name.toUpperCase().replaceAll("-", "_");
  d1Databases[`DB_${suffix}`] = name;
  if (own) bindings[`D1_TOKEN_${suffix}`] = own;
}
const mf = new Miniflare({
  modules: true,
  script: readFileSync(worker, "utf8"),
  compatibilityDate: "2026-04-01",
  d1Databases,
  bindings,
  host: "127.0.0.1",
  port: 0,
});
console.log(`listening ${(await mf.ready).href}`);
process.stdin.resume();
process.stdin.on("end", async () => {
  await mf.dispose();
  process.exit(0);
});
