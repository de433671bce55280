// Runs the Worker on workerd with a D1 database in memory, until its standard input ends.
// Usage: node serve.mjs <worker.js> <token>; prints the address.
import { Miniflare } from "miniflare";
import { readFileSync } from "node:fs";

const [worker, token] = process.argv.slice(2);
const mf = new Miniflare({
  modules: true,
  script: readFileSync(worker, "utf8"),
  compatibilityDate: "2026-04-01",
  d1Databases: { DB: "contract" },
  bindings: { D1_TOKEN: token },
  host: "127.0.0.1",
  port: 0,
});
console.log(`listening ${(await mf.ready).href}`);
process.stdin.resume();
process.stdin.on("end", async () => {
  await mf.dispose();
  process.exit(0);
});
